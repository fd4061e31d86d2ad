import { costOf } from '../inference/ledger/cost.ts'
import type { Bench, Figure } from './benchmark.ts'
import { type Call, callsOfFirms, prices } from './hit-rate/calls.ts'
import { round, sum } from './statistics.ts'

const count = 500

/** How many texts of like firms are written once: equal prompts in a mix of firms that are all unlike. */
export async function hitRate({ say, signal }: Bench): Promise<readonly Figure[]> {
  say(`the prompts of ${count} firms`)
  const calls = callsOfFirms(count, signal).filter(({ hash }) => hash !== null)
  const seen = new Set<string | null>()
  // Once a hash is in the set it adds nothing.
  const hits = calls.filter(({ hash }) => seen.size === seen.add(hash).size)
  return [
    {
      figure: `texts that are used again, of ${count} unlike firms`,
      aim: { atLeast: 0.7 },
      measured: round(hits.length / calls.length),
      unit: '',
      detail: { 'all that may be reused': told(hits, calls), ...byOperation(hits, calls) },
      leavesOut:
        'orders further apart than a text stays fresh (7 days): all 500 come within it; texts that fail their checks; the sections that are never reused; firms that act for others, decide by computer or watch at large scale; that the mix’s shares are rounded and our own.',
    },
  ]
}

function byOperation(hits: readonly Call[], calls: readonly Call[]): Record<string, string> {
  const nameOf = ({ operation, tier }: Call) => `${operation}, ${tier}`
  const names = [...new Set(calls.map(nameOf))].sort()
  const ofName = (name: string, some: readonly Call[]) => some.filter((one) => nameOf(one) === name)
  return Object.fromEntries(
    names.map((name) => [name, told(ofName(name, hits), ofName(name, calls))]),
  )
}

/** `214 of 400 (54 %), saves 0.31 M tokens, EUR 0.03`. */
function told(hits: readonly Call[], calls: readonly Call[]): string {
  const tokens = sum(hits.map((hit) => hit.tokens.in + hit.tokens.out))
  const micros = sum(hits.map((hit) => costOf(prices[hit.tier], hit.tokens)))
  const share = Math.round((100 * hits.length) / calls.length)
  const saved = `${round(tokens / 1e6)} M tokens, EUR ${(micros / 1e6).toFixed(3)}`
  return `${hits.length} of ${calls.length} (${share} %), saves ${saved}`
}
