import { sectionPlans } from '../../catalogue/catalogue.ts'
import { gdpr } from '../../catalogue/gdpr.ts'
import { goodAnswer } from '../../dev/stand-in-model/writer.ts'
import { staticForm } from '../../fallbacks/static-form.ts'
import type { Ask } from '../../inference/job/ask.ts'
import { type Assignment, assignmentFor } from '../../inference/job/assignment.ts'
import { jobOf } from '../../inference/job/create-jobs.ts'
import { promptSizeOf } from '../../inference/job/size.ts'
import type { Endpoint } from '../../inference/route/endpoints.ts'
import { tokensOf } from '../../inference/wire/tokens.ts'
import type { TokenCount } from '../../pack/attempt.ts'
import { type FrozenOrder, homeModel, type ModelTier } from '../../pack/order.ts'
import { priceOf } from '../../pack/price.ts'
import { firms } from './firms.ts'

/** A text that is wanted of a model. */
export interface Call {
  readonly order: string
  readonly operation: string
  readonly tier: ModelTier
  /** Of its prompt; null: it is never reused. */
  readonly hash: string | null
  /** Estimated, the answer's by the written form. */
  readonly tokens: TokenCount
}

/** Of five orders one is for the full tier. */
const isFull = (number: number) => number % 5 === 4

/** EUR per million tokens: about what hosted models of these sizes cost; a server of one's own differs. */
export const prices: Readonly<Record<ModelTier, Endpoint['pricePerMTok']>> = {
  '4b': { in: 0.05, out: 0.15 },
  '32b': { in: 0.3, out: 0.9 },
}

/** All that so many unlike firms want, in the order in which they come. */
export function callsOfFirms(count: number, signal: AbortSignal): Call[] {
  return firms(count).flatMap((answers, number) => {
    signal.throwIfAborted()
    return callsOf(orderOf(answers, number))
  })
}

function orderOf(answers: FrozenOrder['answers'], number: number): FrozenOrder {
  const tier = isFull(number) ? 'full' : 'self-serve'
  const { id: pack, contentVersion } = gdpr
  const frozenAt = '2026-11-21T10:00:00.000Z'
  const bought = { tier, currency: 'eur', amount: priceOf(tier) } as const
  return { id: `ord_${number}`, pack, ...bought, answers, contentVersion, frozenAt }
}

function callsOf(order: FrozenOrder): Call[] {
  return sectionPlans(order).flatMap(({ id, parts }) =>
    parts.map((part) => callOf(order, id, part)),
  )
}

function callOf(order: FrozenOrder, artefact: string, part: string): Call {
  const tier = homeModel(order.tier)
  const ask: Ask = { order, email: '', artefact, part, round: 1, tier, deadline: 0 }
  const assignment = assignmentFor(ask)
  if (assignment === null) throw new Error(`The pack has no artefact ${artefact}.`)
  const { signal } = new AbortController()
  const { reuseKey } = jobOf({ ask, assignment, endpoints: [endpointOf(tier)], signal })
  const out = tokensOf(Buffer.byteLength(JSON.stringify(textFor(order, assignment))))
  const tokens = { in: promptSizeOf(assignment), out, cached: 0, estimated: true }
  const { operation } = assignment.artefact
  return { order: order.id, operation, tier, hash: reuseKey?.hash ?? null, tokens }
}

/** The written form; where there is none, what the stand-in would say. */
function textFor(order: FrozenOrder, { artefact, row, prompt, wireSchema }: Assignment): unknown {
  if (artefact.onFailure === 'static') return staticForm(gdpr, artefact, row, gdpr.view(order))
  const messages = [{ role: 'user', content: `${prompt.system}\n${prompt.user}` }] as const
  const json_schema = { name: artefact.id, schema: wireSchema }
  const response_format = { type: 'json_schema', json_schema } as const
  return goodAnswer({ model: '', messages, response_format } as never)
}

function endpointOf(tier: ModelTier): Endpoint {
  const where = { url: 'http://127.0.0.1/v1', key: null, provider: 'vllm', infrastructure: 'none' }
  const price = { pricePerMTok: prices[tier] }
  return { name: tier, tier, model: tier, ...where, contextTokens: 8_192, slots: 1, ...price }
}
