import { z } from 'zod'
import { modes } from '../stand-in-model/behaviour.ts'
import { ways } from './network.ts'

/** What runs as a process, of `api` and the workers two of each. */
export const victims = [
  'api',
  'orders',
  'inference-4b',
  'inference-32b',
  'temporal',
  'database',
  'model-4b',
  'model-32b',
  'mail',
] as const

/** Stripe is not ours to kill, and keeps its account in memory here; it may be slow to answer. */
export const pausable = [...victims, 'stripe'] as const

/** Each pair of processes between which a proxy stands, by the one that is called. */
export const links = [
  'database',
  'temporal',
  'stripe',
  'webhooks',
  'mail',
  'model-4b',
  'model-32b',
  'shop',
] as const
export type LinkName = (typeof links)[number]

export const deliveries = ['drop', 'duplicate', 'reorder', 'delay'] as const

const milliseconds = z.int().min(0)
const when = {
  /** Milliseconds from the start of the faults. */
  at: milliseconds,
  /** Milliseconds from its beginning to its end. */
  lasts: milliseconds,
}

const fault = z.discriminatedUnion('kind', [
  /** `kill -9` of a process and its children; it is started again at the end. */
  z.strictObject({ ...when, kind: z.literal('kill'), victim: z.enum(victims), which: z.int() }),
  /** SIGSTOP; SIGCONT at the end. */
  z.strictObject({ ...when, kind: z.literal('pause'), victim: z.enum(pausable), which: z.int() }),
  z.strictObject({ ...when, kind: z.literal('network'), link: z.enum(links), way: z.enum(ways) }),
  /** The database drops packets, dies and comes back; who was connected finds out at the end. */
  z.strictObject({ ...when, kind: z.literal('fail-over') }),
  z.strictObject({
    ...when,
    kind: z.literal('model'),
    tier: z.enum(['4b', '32b']),
    mode: z.enum(modes),
  }),
  /** So many of the next events that say that somebody paid. */
  z.strictObject({
    ...when,
    kind: z.literal('webhooks'),
    way: z.enum(deliveries),
    events: z.int().min(1),
  }),
  /** So many of the next writes at Stripe are done, and answered with a 500. */
  z.strictObject({ ...when, kind: z.literal('stripe-writes'), writes: z.int().min(1) }),
  /** Each process of ours, one after the other, is told to stop and started again, as a deploy does. */
  z.strictObject({ ...when, kind: z.literal('restart') }),
])

export const outcomes = ['paid', 'async-paid', 'async-failed', 'expired', 'abandoned'] as const
export const laters = ['correction', 'refund', 'dispute-lost', 'dispute-won'] as const

const purchase = z.strictObject({
  at: milliseconds,
  tier: z.enum(['self-serve', 'full']),
  /** A firm of `dev/samples/gdpr/`. */
  firm: z.string(),
  /** On Stripe's page. */
  outcome: z.enum(outcomes),
  /** Follows Stripe back to the shop, as a browser does that is not closed. */
  returns: z.boolean(),
  /** What happens while the order is under way; null: nothing. */
  later: z.enum(laters).nullable(),
})

export const scheduleSchema = z.strictObject({
  seed: z.int(),
  orders: z.int().min(1),
  minutes: z.number().positive(),
  purchases: z.array(purchase),
  faults: z.array(fault),
})

export type Schedule = z.infer<typeof scheduleSchema>
export type Fault = z.infer<typeof fault>
export type Purchase = z.infer<typeof purchase>

/** What a report counts as one: `kill api`, `network drop`, `model hung`. */
export function classOf(fault: Fault): string {
  switch (fault.kind) {
    case 'kill':
      return `kill ${fault.victim}`
    case 'network':
    case 'webhooks':
      return `${fault.kind} ${fault.way}`
    case 'model':
      return `model ${fault.mode}`
    default:
      return fault.kind
  }
}

/** In a few words, with what it was done to. */
export function nameOf(fault: Fault): string {
  switch (fault.kind) {
    case 'kill':
    case 'pause':
      return `${fault.kind} ${fault.victim} ${fault.which + 1}`
    case 'network':
      return `network ${fault.way} to ${fault.link}`
    case 'model':
      return `model ${fault.tier} ${fault.mode}`
    case 'webhooks':
      return `webhooks ${fault.way} ${fault.events}`
    case 'stripe-writes':
      return `stripe-writes ${fault.writes}`
    default:
      return fault.kind
  }
}
