import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { Erasure } from '../../pack/erasure.ts'
import { createBank } from '../bank.ts'
import { complain, type Life, note } from './life.ts'
import type { laters } from './schedule.ts'
import type { Town } from './town.ts'
import { ask, type Refused } from './wire.ts'

/** What the shop says of an order's answers. */
interface Standing {
  readonly revision: number
  readonly answers: Readonly<Record<string, object>>
}

/** What the shop says of an order that is to be erased; null: it is not yet. */
interface Erasing {
  readonly erasure: Erasure | null
}

type Later = (typeof laters)[number]

/** Milliseconds from the payment, and from a dispute to its decision. */
const soon = 1_500
const decision = 4_000

/** What happens to an order while it is under way, by its customer, an operator or a bank. */
export function createLater(town: Town) {
  const acts: Record<Later, (life: Life, session: string) => Promise<void>> = {
    correction: (life) => correct(life, town),
    refund: (life) => refund(life, town),
    'dispute-lost': (life, session) => dispute(life, session, 'lost', town),
    'dispute-won': (life, session) => dispute(life, session, 'won', town),
    erasure: (life) => erase(life, town),
  }

  /** @param landing where Stripe sends the buyer back to, with the session in it */
  return async (life: Life, what: Later, landing: string | null): Promise<void> => {
    const session = new URL(landing ?? town.shop).searchParams.get('session_id') ?? ''
    const since = Date.now()
    life.underWay = true
    try {
      await acts[what](life, session)
      town.met(what, life, since)
    } finally {
      life.underWay = false
    }
  }
}

const asJson = { accept: 'application/json', 'content-type': 'application/json' }

const rest = (milliseconds: number, { stop }: Town) =>
  sleep(milliseconds, undefined, { signal: stop })

async function correct(life: Life, town: Town): Promise<void> {
  const { shop, stop } = town
  const url = `${shop}/orders/${life.token}/corrections`
  const standing = async () =>
    (await (await ask(url, { headers: asJson }, stop)).json()) as Standing
  await firstPack(life, town)
  const { answers, revision } = await standing()
  const approver = { ...answers['approver'], role: 'Managing partner' }
  const body = JSON.stringify({ answers: { ...answers, approver }, revision })
  const said = await ask(url, { method: 'POST', headers: asJson, body }, stop).then(
    () => 'corrected the answers',
    (error: Refused) => `correction: ${error.message}`,
  )
  note(life, said)
  // The first try may have been done, and its answer lost: what counts is what stands now.
  const now = await standing()
  life.corrected =
    now.revision === revision + 1 && isDeepStrictEqual(now.answers['approver'], approver)
  if (!life.corrected) complain(life, `The correction was not taken; ${said}.`)
}

async function firstPack(life: Life, town: Town): Promise<void> {
  while (life.firstPackAt === null) await rest(500, town)
}

async function refund(life: Life, town: Town): Promise<void> {
  const { shop, stop, opsToken } = town
  const url = `${shop}/ops/orders/${life.order}/refund`
  const headers = { ...asJson, authorization: `Bearer ${opsToken}` }
  const body = JSON.stringify({ why: 'the game day', reference: randomUUID() })
  for (;;) {
    await rest(soon, town)
    const refused = await ask(url, { method: 'POST', headers, body }, stop).then(
      () => null,
      (error: Refused) => error,
    )
    note(life, refused === null ? 'refunded' : `refund: ${refused.message}`)
    // The shop may not know of the payment yet.
    if (refused?.status === 409) continue
    life.takenBack = refused === null
    if (refused !== null) complain(life, `The refund was refused; ${refused.message}`)
    return
  }
}

async function dispute(life: Life, session: string, outcome: 'lost' | 'won', town: Town) {
  const bank = createBank({ url: town.stripe }, town.stripeKey)
  await rest(soon, town)
  const { id } = await bank.dispute(await intentOf(session, town))
  note(life, 'disputed')
  await rest(decision, town)
  await bank.disputeBecomes(id, outcome)
  note(life, `dispute ${outcome}`)
  life.takenBack = outcome === 'lost'
}

/** Mostly while the pack is still being made better. Its files are gone ten minutes later, as the audit sees. */
async function erase(life: Life, town: Town): Promise<void> {
  const { shop, stop } = town
  const url = `${shop}/orders/${life.token}/erasure`
  await firstPack(life, town)
  life.erasing = true
  const body = JSON.stringify({ confirm: 'erase' })
  await ask(url, { method: 'POST', headers: asJson, body }, stop)
  note(life, 'asked for its erasure')
  for (;;) {
    const { erasure } = (await (await ask(url, { headers: asJson }, stop)).json()) as Erasing
    if (erasure !== null) return
    await rest(soon, town)
  }
}

async function intentOf(session: string, { stripe, stripeKey, stop }: Town): Promise<string> {
  const headers = { authorization: `Bearer ${stripeKey}` }
  const answer = await ask(`${stripe}/v1/checkout/sessions/${session}`, { headers }, stop)
  return ((await answer.json()) as { payment_intent: string }).payment_intent
}
