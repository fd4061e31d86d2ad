import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { FakeEvent } from './ledger.ts'

const kinds = ['drop', 'duplicate', 'reorder', 'delay'] as const
const count = z.coerce.number().int().min(1).max(1_000).optional()

/** For how many of the next events, and of which: all when neither type nor object is given. */
export const scriptForm = z
  .strictObject({
    drop: count,
    duplicate: count,
    reorder: count,
    delay: count,
    /** Milliseconds of a delay. */
    by: z.coerce.number().int().min(1).max(600_000).default(1_000),
    /** `refund.created` */
    type: z.string().optional(),
    /** `re_…` */
    object: z.string().optional(),
  })
  .refine((form) => kinds.filter((kind) => form[kind] !== undefined).length === 1, {
    message: `Give one of ${kinds.join(', ')}, with a number of events.`,
  })

type Form = z.infer<typeof scriptForm>
type Deliver = () => Promise<void>

interface Rule extends Form {
  readonly kind: (typeof kinds)[number]
  left: number
  /** What is delivered when the last of them has come. */
  readonly held: Deliver[]
}

/** What is to go wrong with deliveries: for each event the first rule that fits it, until it is used up. */
export function createScript(closing: AbortSignal) {
  const rules: Rule[] = []

  function take({ type, data }: FakeEvent): Rule | undefined {
    const rule = rules.find((one) => {
      const isOfType = (one.type ?? type) === type
      return one.left > 0 && isOfType && (one.object ?? data.object.id) === data.object.id
    })
    if (rule !== undefined) rule.left -= 1
    return rule
  }

  const acts: Record<Rule['kind'], (rule: Rule, deliver: Deliver) => Promise<unknown>> = {
    drop: async () => {},
    duplicate: (_, deliver) => Promise.all([deliver(), deliver()]),
    delay: async ({ by }, deliver) => {
      await sleep(by, undefined, { signal: closing }).catch(() => {})
      await deliver()
    },
    /** The last first, one after the other. */
    reorder: async ({ left, held }, deliver) => {
      held.unshift(deliver)
      if (left === 0) for (const one of held) await one()
    },
  }

  return {
    add(form: Form) {
      const kind = kinds.find((one) => form[one] !== undefined)!
      rules.push({ ...form, kind, left: form[kind]!, held: [] })
    },
    async send(event: FakeEvent, deliver: Deliver): Promise<void> {
      const rule = take(event)
      if (rule === undefined) await deliver()
      else await acts[rule.kind](rule, deliver)
    },
  }
}
