import type { AuditedOrder } from './audited-order.ts'
import type { Moment, Rule } from './rule.ts'

export interface Finding {
  readonly rule: string
  /** Null: of no order. */
  readonly order: string | null
  /** A sentence; of an order it goes on from its id. */
  readonly what: string
}

export interface RuleTally {
  readonly name: string
  readonly about: string
  /** Orders; null: what it needs was not given. */
  readonly looked: number | null
  readonly needs: string | null
  readonly found: number
}

/** Findings of a rule that are named; more are only counted. */
export const longest = 1_000

/** What the rules come to, order after order. */
export function createFindings(rules: readonly Rule[], given: ReadonlySet<string>) {
  const looked = new Map<string, number>()
  const found = new Map<string, number>()
  const named: Finding[] = []
  const add = (map: Map<string, number>, name: string) => map.set(name, (map.get(name) ?? 0) + 1)
  const canLook = ({ needs }: Rule) => needs === undefined || given.has(needs)

  function foundOne(finding: Finding): void {
    add(found, finding.rule)
    if ((found.get(finding.rule) ?? 0) <= longest) named.push(finding)
  }

  return {
    found: foundOne,

    /** Counts what the rules looked at. @returns what is wrong with the order */
    look(order: AuditedOrder, moment: Moment): Finding[] {
      return rules.filter(canLook).flatMap((rule) => {
        const said = rule.look(order, moment)
        if (said !== null) add(looked, rule.name)
        return (said ?? []).map((what) => ({ rule: rule.name, order: order.id, what }))
      })
    },

    tallies: (): RuleTally[] =>
      rules.map((rule) => ({
        name: rule.name,
        about: rule.about,
        looked: canLook(rule) ? (looked.get(rule.name) ?? 0) : null,
        needs: rule.needs ?? null,
        found: found.get(rule.name) ?? 0,
      })),
    named: (): readonly Finding[] => named,
  }
}
