import { z } from 'zod'
import { endpointTiers } from '../../pack/order.ts'
import { modes } from '../stand-in-model/behaviour.ts'
import { ways } from './link.ts'

/**
 * In the full house Temporal is a cluster on PostgreSQL, and files are objects of an S3 server with a disk of its
 * own; in the small one Temporal is the dev server, and files are a folder.
 */
export const houses = ['full', 'small'] as const
export type HouseKind = (typeof houses)[number]

/** Of parts of any kind, those of a house. */
export const partsIn = <Part extends string>(house: HouseKind, parts: readonly Part[]): Part[] =>
  parts.filter((part) => house === 'full' || part !== 's3')

/** What runs as a process, of `api` and the workers two of each, but for the judge's; `s3` in a full house alone. */
export const victims = [
  'api',
  'orders',
  'inference-4b',
  'inference-32b',
  'inference-judge',
  'temporal',
  'database',
  'model-4b',
  'model-32b',
  'model-judge',
  'mail',
  's3',
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
  'model-judge',
  'shop',
  's3',
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
    tier: z.enum(endpointTiers),
    mode: z.enum(modes),
  }),
  /** So many of the next writes at Stripe are done, and answered with a 500. */
  z.strictObject({ ...when, kind: z.literal('stripe-writes'), writes: z.int().min(1) }),
  /** The disk of the object store takes no more. */
  z.strictObject({ ...when, kind: z.literal('disk-full') }),
  /** An operator turns safe mode on for everything, and off again. */
  z.strictObject({ ...when, kind: z.literal('safe-mode') }),
  /**
   * An operator gives a model that is worse to so many percent of the orders, and it goes back by itself; where that takes
   * longer than `lasts` from the first text that is asked of it, the operator takes it back.
   */
  z.strictObject({ ...when, kind: z.literal('candidate'), share: z.int().min(1).max(99) }),
  /**
   * People are to read so many percent of the texts, each within those hours, and read so many of all; the rest they leave.
   * It lasts from the first that they read on, and what waits at the end is due later.
   */
  z.strictObject({
    ...when,
    kind: z.literal('reviews'),
    sample: z.int().min(1).max(100),
    hours: z.number().min(0.001),
    read: z.int().min(0),
  }),
  /** A newer build is rolled out: each process of ours, one after the other, is told to stop, and started as of it. */
  z.strictObject({ ...when, kind: z.literal('restart') }),
])

export const outcomes = ['paid', 'async-paid', 'async-failed', 'expired', 'abandoned'] as const
export const laters = ['correction', 'refund', 'dispute-lost', 'dispute-won', 'erasure'] as const

const purchase = z.strictObject({
  at: milliseconds,
  tier: z.enum(['self-serve', 'full']),
  /** A firm of `dev/samples/gdpr/`. */
  firm: z.string(),
  /** On Stripe's page. */
  outcome: z.enum(outcomes),
  /** Follows Stripe back to the shop, as a browser does that is not closed. */
  returns: z.boolean(),
  /** What becomes of Stripe's word that it is paid for; null: it arrives. */
  webhook: z.enum(deliveries).nullable(),
  /** What happens while the order is under way; null: nothing. */
  later: z.enum(laters).nullable(),
})

export const scheduleSchema = z.strictObject({
  seed: z.int(),
  orders: z.int().min(1),
  minutes: z.number().positive(),
  house: z.enum(houses),
  purchases: z.array(purchase),
  faults: z.array(fault),
})

export type Schedule = z.infer<typeof scheduleSchema>
export type Fault = z.infer<typeof fault>
export type Purchase = z.infer<typeof purchase>

/** What meets one order alone: a `later`, or a webhook. */
export interface OrderFault {
  readonly kind: 'order'
  readonly what: string
}

/** What a report counts as one: `kill api`, `network drop`, `model hung`, `judge hung`, `webhooks drop`. */
export function classOf(fault: Fault | OrderFault): string {
  switch (fault.kind) {
    case 'kill':
      return `kill ${fault.victim}`
    case 'network':
      return `network ${fault.way}`
    case 'model':
      return `${fault.tier === 'judge' ? 'judge' : 'model'} ${fault.mode}`
    case 'order':
      return fault.what
    default:
      return fault.kind
  }
}

/** All that a schedule puts to orders, by class. */
export function classesOf({ faults, purchases }: Schedule): string[] {
  const ofOrders = purchases.flatMap(({ webhook, later }) => [
    ...(webhook === null ? [] : [`webhooks ${webhook}`]),
    ...(later === null ? [] : [later]),
  ])
  return [...new Set([...faults.map(classOf), ...ofOrders])].sort()
}

/** In a few words, with what it was done to. */
export function nameOf(fault: Fault | OrderFault): string {
  switch (fault.kind) {
    case 'kill':
    case 'pause':
      return `${fault.kind} ${fault.victim} ${fault.which + 1}`
    case 'network':
      return `network ${fault.way} to ${fault.link}`
    case 'model':
      return `model ${fault.tier} ${fault.mode}`
    default:
      return classOf(fault)
  }
}
