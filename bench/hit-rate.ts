import { sectionPlans } from '../catalogue/catalogue.ts'
import { gdpr } from '../catalogue/gdpr.ts'
import { staticForm } from '../fallbacks/static-form.ts'
import type { Ask } from '../inference/job/ask.ts'
import { assignmentFor } from '../inference/job/assignment.ts'
import { jobOf } from '../inference/job/create-jobs.ts'
import { promptSizeOf } from '../inference/job/size.ts'
import { costOf } from '../inference/ledger/cost.ts'
import type { Endpoint } from '../inference/route/endpoints.ts'
import { tokensOf } from '../inference/wire/tokens.ts'
import type { TokenCount } from '../pack/attempt.ts'
import { type FrozenOrder, homeModel, type ModelTier } from '../pack/order.ts'
import { priceOf } from '../pack/price.ts'
import type { Bench, Figure } from './benchmark.ts'
import { firms } from './hit-rate/firms.ts'
import { round, sum } from './statistics.ts'

const count = 500

/** Of five orders one is for the full tier. */
const isFull = (number: number) => number % 5 === 4

/** EUR per million tokens: about what hosted models of these sizes cost; a server of one's own differs. */
const prices: Readonly<Record<ModelTier, Endpoint['pricePerMTok']>> = {
  '4b': { in: 0.05, out: 0.15 },
  '32b': { in: 0.3, out: 0.9 },
}

/** A call whose text may be reused. */
interface Call {
  readonly operation: string
  readonly tier: ModelTier
  /** Of its prompt. */
  readonly hash: string
  readonly tokens: TokenCount
}

/** How many texts of like firms are written once: equal prompts in a mix of firms that are all unlike. */
export async function hitRate({ say, signal }: Bench): Promise<readonly Figure[]> {
  say(`the prompts of ${count} firms`)
  const calls = firms(count).flatMap((answers, number) => {
    signal.throwIfAborted()
    return callsOf(orderOf(answers, number))
  })
  const seen = new Set<string>()
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

function orderOf(answers: FrozenOrder['answers'], number: number): FrozenOrder {
  const tier = isFull(number) ? 'full' : 'self-serve'
  const { id: pack, contentVersion } = gdpr
  const frozenAt = '2026-11-21T10:00:00.000Z'
  const bought = { tier, currency: 'eur', amount: priceOf(tier) } as const
  return { id: `ord_${number}`, pack, ...bought, answers, contentVersion, frozenAt }
}

function callsOf(order: FrozenOrder): Call[] {
  return sectionPlans(order).flatMap(({ id, parts }) =>
    parts.flatMap((part) => callOf(order, id, part)),
  )
}

function callOf(order: FrozenOrder, artefact: string, part: string): Call[] {
  const tier = homeModel(order.tier)
  const ask: Ask = { order, email: '', artefact, part, round: 1, tier, deadline: 0 }
  const assignment = assignmentFor(ask)
  if (assignment === null) throw new Error(`The pack has no artefact ${artefact}.`)
  const { signal } = new AbortController()
  const { reuseKey } = jobOf({ ask, assignment, endpoints: [endpointOf(tier)], signal })
  if (reuseKey === null) return []
  const view = gdpr.view(order)
  const row = assignment.artefact.rows?.(view).find((one) => one.id === part) ?? null
  const text = JSON.stringify(staticForm(gdpr, assignment.artefact, row, view))
  const out = tokensOf(Buffer.byteLength(text))
  const tokens = { in: promptSizeOf(assignment), out, cached: 0, estimated: true }
  return [{ ...reuseKey, tier, tokens }]
}

function endpointOf(tier: ModelTier): Endpoint {
  const where = { url: 'http://127.0.0.1/v1', key: null, provider: 'vllm', infrastructure: 'none' }
  const price = { pricePerMTok: prices[tier] }
  return { name: tier, tier, model: tier, ...where, contextTokens: 8_192, slots: 1, ...price }
}
