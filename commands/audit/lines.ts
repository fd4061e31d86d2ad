import type { Audited } from '../../orders/audit/audit.ts'
import { type Finding, longest } from '../../orders/audit/findings.ts'
import { table } from '../report/table.ts'

/** What an audit came to, for a person. */
export function linesOf({ orders, open, rules, findings }: Audited): string[] {
  const rows = rules.map(({ name, about, looked, found }) => [
    `${name}: ${about}`,
    looked === null ? '–' : count(looked),
    looked === null ? '–' : count(found),
  ])
  const missing = [...new Set(rules.flatMap(({ looked, needs }) => (looked === null ? needs : [])))]
  const cut = rules.filter(({ found }) => found > longest)
  return [
    `Looked at ${count(orders)} ${orders === 1 ? 'order' : 'orders'}, of which ${count(open)} ${open === 1 ? 'is' : 'are'} not final yet.`,
    ...table(['', 'looked at', 'found'], rows),
    ...missing.map((needed) => remedies[needed ?? ''] ?? ''),
    ...findings.map(lineOf),
    ...cut.map(({ name, found }) => `${name}  … and ${count(found - longest)} more.`),
  ]
}

const remedies: Readonly<Record<string, string>> = {
  'model logs': 'Not looked at without a --model-log of each model server: re-bought, uncalled.',
  mail: 'Without --mail, letters were looked for in the outbox alone.',
}

function lineOf({ rule, order, what }: Finding): string {
  return [rule, order, what].filter((part) => part !== null).join('  ')
}

const count = (n: number) => n.toLocaleString('en')
