import type { Correction } from './correction.ts'

/** The tier that was bought; it decides price, artefacts and home model queue. */
export type Tier = 'self-serve' | 'full'

/** A size class of model, one per inference queue: `inference-4b-lora`, `inference-32b-awq`. */
export type ModelTier = '4b' | '32b'

/** Whose endpoints are called: the writers', or the judge's, which has its own, and writes nothing. */
export type EndpointTier = ModelTier | 'judge'

export const endpointTiers = ['4b', '32b', 'judge'] as const satisfies readonly EndpointTier[]

export type Currency = 'eur' | 'gbp'

export const orderStates = [
  'awaiting-payment',
  'payment-pending',
  'payment-failed',
  'expired',
  'paid',
  'improving',
  'complete',
  'revoked',
  /** Nobody can say whose it was. */
  'erased',
] as const

export type OrderState = (typeof orderStates)[number]

/** Why a person of ours has to look at an order, the most urgent first. */
export const attentions = [
  'parked',
  'payment',
  'paid-twice',
  'refund',
  /** Our letters do not arrive, or the pack was never downloaded. */
  'contact',
  'review',
] as const

export type AttentionKind = (typeof attentions)[number]

/** Stands beside the state: for each kind of attention that is asked for, a sentence on why. */
export type Attentions = Readonly<Partial<Record<AttentionKind, string>>>

/** The most urgent of them; null: nobody has to look. */
export type Attention = AttentionKind | null

export function mostUrgent(asked: Attentions): Attention {
  return attentions.find((kind) => asked[kind] !== undefined) ?? null
}

/** Why a payment that came for an order is not applied to it: it differs, or another one is. */
export type UnappliedKind = Extract<AttentionKind, 'parked' | 'paid-twice'>

const told = ['parked', 'review'] as const

/** What of it the customer is told: the rest is for their bank, or for us to settle. */
export type ToldAttention = (typeof told)[number] | null

export function toldOf(asked: Attentions): ToldAttention {
  return told.find((kind) => asked[kind] !== undefined) ?? null
}

/** What the customer answered; its shape is the pack's questionnaire (`catalogue/<pack>.ts`). */
export type Answers = Readonly<Record<string, unknown>>

/** What the customer agreed to before paying, with the time (ISO 8601, UTC). */
export interface Consent {
  readonly terms: string
  readonly immediateDelivery: true
  readonly at: string
}

/**
 * The order as frozen before payment. Nothing in it changes afterwards but by a correction, which
 * freezes another one: the static pack is a pure function of it.
 */
export interface FrozenOrder {
  /** `ord_…`, public. */
  readonly id: string
  readonly pack: string
  readonly tier: Tier
  readonly answers: Answers
  readonly currency: Currency
  /** Net price in minor units (pence, cents). */
  readonly amount: number
  readonly contentVersion: string
  /** ISO 8601, UTC; every date inside v1 derives from it. */
  readonly frozenAt: string
  /** Of the answers, the oldest first; `answers` are as the last one left them. Left out: none. */
  readonly corrections?: readonly Correction[]
}

const next: Readonly<Record<OrderState, readonly OrderState[]>> = {
  // A debit may have failed before anybody told us that it was under way.
  'awaiting-payment': ['payment-pending', 'paid', 'payment-failed', 'expired'],
  // Expired: what was paid was not what was ordered, and went back.
  'payment-pending': ['paid', 'payment-failed', 'expired'],
  // Money that arrives after a failure or an expiry is still money: it is delivered.
  'payment-failed': ['paid'],
  expired: ['paid'],
  paid: ['improving'],
  improving: ['complete'],
  // By a correction of the answers, or by a person who has read a text of it.
  complete: ['improving'],
  // Only `restore` leads out, to where the order stood when it was revoked, and an erasure.
  revoked: [],
  erased: [],
}

/** May an order that stands at `from` go on to `to` by itself? Nothing does so to or from `revoked` and `erased`. */
export function mayBecome(from: OrderState, to: OrderState): boolean {
  return next[from].includes(to)
}

const settled: readonly OrderState[] = [
  'complete',
  'revoked',
  'expired',
  'payment-failed',
  'erased',
]

/** A state in which the order page has nothing further to wait for. */
export function isFinal(state: OrderState): boolean {
  return settled.includes(state)
}

/** Paid and not taken back: in these the pack is the customer's. */
export const entitledStates: readonly OrderState[] = ['paid', 'improving', 'complete']

export function isEntitled(state: OrderState): boolean {
  return entitledStates.includes(state)
}

/** There is something left to do for the order, so a workflow has to run for it. */
export const unfinishedStates: readonly OrderState[] = ['paid', 'improving']

export function homeModel(tier: Tier): ModelTier {
  return tier === 'full' ? '32b' : '4b'
}

/** Whether an order asks the larger model for what its own, the smaller one, could not do. */
export function isGuest(tier: Tier, model: EndpointTier): boolean {
  return model === '32b' && homeModel(tier) === '4b'
}
