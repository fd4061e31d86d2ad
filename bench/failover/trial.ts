import { createPublicKey } from 'node:crypto'
import { checkPack } from '../../commands/verify/pack.ts'
import { openShop, type Shop } from '../../dev/shop.ts'
import type { Behaviour } from '../../dev/stand-in-model/behaviour.ts'
import { type StandInModel, startStandInModel } from '../../dev/stand-in-model.ts'
import { homeModel, type ModelTier, type Tier } from '../../pack/order.ts'
import { buy, type PaidOrder, until } from '../shop-orders.ts'

/** One call of an endpoint, as the ledger has it. */
export interface Call {
  readonly endpoint: 'primary' | 'second'
  readonly verdict: string
  readonly symptom: string | null
  readonly model: string
  /** Epoch milliseconds. */
  readonly startedAt: number
  readonly endedAt: number
  readonly tokens: number
  readonly costMicros: number
}

/** The calls for one part in the first round, in their order. */
export type Calls = readonly Call[]

/** What became of an order while the endpoints behaved as a scenario wants. */
export interface Story {
  readonly asks: readonly Calls[]
  /** Why asks of the order's own tier came back without a text in the first round, one word each. */
  readonly misses: readonly (string | null)[]
  /** Of the sections, from the order's page. */
  readonly sections: readonly { readonly source: string }[]
  /** Null: the newest pack was downloaded and verified. */
  readonly packFault: string | null
}

export interface Endpoints {
  readonly primary: StandInModel
  readonly second: StandInModel
}

export interface Trial extends Endpoints {
  readonly shop: Shop
  /** Buys a pack and waits until nothing of it can improve any more. */
  order(): Promise<Story>
  close(): Promise<void>
}

/** A deployment's own bounds, but for waits that are no endpoint's: what fails shall be over soon. */
const environment = {
  INFERENCE_4B_TIMEOUTS: '60,45,180',
  INFERENCE_32B_TIMEOUTS: '60,90,240',
  LATE_UPGRADE_WINDOW: 'PT2S',
  BREAKER_QUARANTINE: 'PT10M',
}

/** Milliseconds for an order; part after part may wait for servers that never come. */
const patience = 400_000

interface Settings {
  readonly tier: Tier
  readonly temporal: string
  readonly databaseUrl: string | undefined
  /** Context of both endpoints, in tokens; the usual one when left out. */
  readonly contextTokens?: number | undefined
}

const homes = {
  'self-serve': { model: 'packhorse-4b-lora', variable: 'VLLM_4B_URLS' },
  full: { model: 'packhorse-32b-awq', variable: 'VLLM_32B_URLS' },
} as const

/** A shop of its own, with two endpoints for the tier's own model; the other model is well. */
export async function openTrial(
  { tier, contextTokens, ...where }: Settings,
  signal: AbortSignal,
): Promise<Trial> {
  const { model, variable } = homes[tier]
  const served = { models: [model], contextTokens }
  const primary = await startStandInModel(served)
  const second = await startStandInModel(served)
  const urls = `${primary.url},${second.url}`
  const shop = await openShop({ ...where, environment: { ...environment, [variable]: urls } })
  return {
    shop,
    primary,
    second,
    order: async () => storyOf(shop, await buy(shop, tier), homeModel(tier), signal),
    async close() {
      await shop.close()
      await Promise.all([primary.close(), second.close()])
    },
  }
}

export async function behave(
  { primary, second }: Endpoints,
  behaviours: { readonly primary?: Behaviour; readonly second?: Behaviour },
): Promise<void> {
  if (behaviours.primary) await primary.behave(behaviours.primary)
  if (behaviours.second) await second.behave(behaviours.second)
}

async function storyOf(
  shop: Shop,
  paid: PaidOrder,
  home: ModelTier,
  signal: AbortSignal,
): Promise<Story> {
  const complete = async () => {
    const seen = await shop.buyer.status(paid.token)
    return seen.state === 'complete' && seen
  }
  const status = await until(signal, `${paid.order} to be complete`, complete, patience)
  const { sections, release } = status
  const version = release?.version ?? 1
  return {
    asks: await asksOf(shop, paid, home),
    misses: await missesOf(shop, paid, home),
    sections,
    packFault: await faultOf(shop, paid, version),
  }
}

async function missesOf({ site }: Shop, { order }: PaidOrder, home: ModelTier) {
  const rows = await site.database.db
    .selectFrom('asks')
    .select('reason')
    .where('order_id', '=', order)
    .where('tier', '=', home)
    .where('round', '=', 1)
    .where('source', '=', 'none')
    .execute()
  return rows.map(({ reason }) => reason)
}

async function asksOf({ site }: Shop, { order }: PaidOrder, home: ModelTier): Promise<Calls[]> {
  const rows = await site.database.db
    .selectFrom('attempts')
    .selectAll()
    .where('order_id', '=', order)
    .where('tier', '=', home)
    .where('round', '=', 1)
    .orderBy('started_at')
    .orderBy('turn')
    .execute()
  const byPart = Object.groupBy(rows, ({ artefact, part }) => `${artefact}/${part}`)
  return Object.values(byPart).map((calls = []) =>
    calls.map((call) => {
      const startedAt = new Date(call.started_at).getTime()
      return {
        endpoint: call.endpoint.endsWith('-1') ? 'primary' : 'second',
        verdict: call.verdict,
        symptom: call.symptom,
        model: call.model,
        startedAt,
        endedAt: startedAt + call.seconds * 1_000,
        tokens: call.tokens_in + call.tokens_out,
        costMicros: call.cost_micros,
      }
    }),
  )
}

async function faultOf(shop: Shop, { token }: PaidOrder, version: number): Promise<string | null> {
  try {
    const zip = await shop.buyer.download(token, version)
    const key = await fetch(`${shop.publicUrl}/.well-known/packhorse-signing-key`)
    checkPack(zip, [createPublicKey(await key.text())])
    return null
  } catch (error) {
    return (error as Error).message
  }
}
