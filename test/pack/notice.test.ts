import { describe, expect, it } from 'vitest'
import { canImprove, consequenceOf, messageFor } from '../../pack/notice.ts'
import { type BudgetScope, type Reason, reasons } from '../../pack/reason.ts'

const standard = 'This section has our standard text, complete as it is'

interface Row {
  readonly reason: Reason
  readonly scope?: BudgetScope
  readonly ours: boolean
  readonly retried: boolean
  readonly fallsTo4b: boolean
  /** What the customer reads while it can improve, and once it cannot. */
  readonly waiting: string
  readonly settled: string
  /** What the customer may do about it. */
  readonly correction?: string
}

const outage = (reason: Reason, cause: string): Row => ({
  reason,
  ours: true,
  retried: true,
  fallsTo4b: true,
  waiting: `${standard}; ${cause}, and we try again by ourselves.`,
  settled: `${standard}; ${cause} for as long as we tried.`,
})
const heldBack = (reason: Reason, cause: string): Row => ({
  ...outage(reason, cause),
  fallsTo4b: false,
})
const content = (reason: Reason, cause: string): Row => ({
  reason,
  ours: false,
  retried: false,
  fallsTo4b: false,
  waiting: `${standard}; ${cause}.`,
  settled: `${standard}; ${cause}.`,
})
const ourBudget = heldBack('over-budget', 'our tailoring capacity for this hour was used up')
const heldBudget = heldBack(
  'over-budget',
  'what was left of its tailoring allowance was set aside for other sections',
)
const theirBudget = content('over-budget', 'the tailoring allowance for this order was used up')

const table: readonly Row[] = [
  {
    reason: 'not-yet',
    ours: true,
    retried: true,
    fallsTo4b: false,
    waiting: 'Standard text for now; this section is being tailored to your answers.',
    settled: `${standard}.`,
  },
  outage('unreachable', 'our tailoring service could not be reached'),
  outage('timeout', 'our tailoring service did not answer in time'),
  outage('server', 'our tailoring service reported a fault'),
  outage('overloaded', 'our tailoring service was too busy'),
  outage('misconfigured', 'our tailoring service was set up wrongly'),
  heldBack('safe-mode', 'we have paused tailoring as a precaution'),
  heldBack('not-routed', 'tailoring of this section is switched off at the moment'),
  { ...ourBudget, scope: 'tier' },
  { ...heldBudget, scope: 'held' },
  { ...theirBudget, scope: 'order' },
  { ...theirBudget, scope: 'customer' },
  { ...theirBudget, scope: 'organisation' },
  {
    ...content('too-long', 'your answers were too long for this section to be tailored safely'),
    correction: 'If you correct your answers to shorter ones, we try again.',
  },
  content('truncated', 'the tailored text came out incomplete, so we did not use it'),
  content('refused', 'the language model declined to write it'),
  content('invalid', 'the tailored text did not pass our checks, so we did not use it'),
  {
    ...content('input-blocked', 'something in your answers must not be sent to a language model'),
    correction: 'If you take it out by a correction of your answers, we try again.',
  },
  {
    reason: 'not-judged',
    ours: true,
    retried: true,
    fallsTo4b: false,
    waiting: `${standard}; the tailored text waits for its second check, and we see to that by ourselves.`,
    settled: `${standard}; the second check of the tailored text could not be made for as long as we tried.`,
  },
  {
    reason: 'review-pending',
    ours: false,
    retried: false,
    fallsTo4b: false,
    waiting: `${standard}; a person of ours is reading the tailored text before you get it.`,
    settled: `${standard}; the tailored text was not approved in time.`,
  },
  content('refunded', 'its share of the price was paid back'),
]

describe('consequenceOf', () => {
  it('has a row here for every reason', () => {
    expect([...new Set(table.map(({ reason }) => reason))].sort()).toEqual([...reasons].sort())
  })

  it.each(table)('$reason $scope', ({ reason, scope, ...consequence }) => {
    expect(consequenceOf({ reason, scope })).toEqual(consequence)
  })

  it.each(table)('$reason $scope, as the customer reads it', ({ reason, scope, ...row }) => {
    const cause = { reason, scope }
    const standing = { source: 'static', cause, bySmallerModel: false } as const
    expect(messageFor({ ...standing, canImprove: true })).toBe(row.waiting)
    expect(messageFor({ ...standing, canImprove: false })).toBe(row.settled)
    expect(canImprove(cause)).toBe(row.retried || reason === 'review-pending')
  })
})

describe('what is said of a text by the smaller model', () => {
  const tailored = 'Tailored to your answers by a language model and checked by our rules.'
  const bySmaller = { source: 'model', cause: null, bySmallerModel: true } as const

  it('while the larger one is asked again', () => {
    expect(messageFor({ ...bySmaller, canImprove: true })).toBe(
      `${tailored} Our smaller model wrote it; the larger one is asked again, and what it writes replaces this.`,
    )
  })

  it('once it is not', () => {
    expect(messageFor({ ...bySmaller, canImprove: false })).toBe(
      `${tailored} Our smaller model wrote it, since the larger one gave us no text that we could use while we tried.`,
    )
  })

  it('in some rows of a section whose other rows are standard text', () => {
    const cause = { reason: 'timeout' } as const
    const rows = { tailored: 2, total: 5 }
    expect(
      messageFor({ source: 'static', cause, bySmallerModel: true, canImprove: true, rows }),
    ).toMatch(/^2 of 5 rows tailored, some of them by our smaller model\. This section has/)
  })
})

it('a withheld part never claims standard text', () => {
  for (const { reason, scope } of table)
    for (const canImprove of [true, false]) {
      const cause = { reason, scope }
      const standing = { source: 'withheld', cause, bySmallerModel: false, canImprove } as const
      expect(messageFor(standing)).not.toMatch(/standard text/i)
    }
})
