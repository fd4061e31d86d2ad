import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createBank } from '../bank.ts'
import type { Town } from './customer.ts'
import { type Life, note } from './life.ts'
import type { laters } from './schedule.ts'
import { ask, type Refused } from './wire.ts'

/** What the shop says of an order's answers. */
interface Standing {
  readonly revision: number
  readonly answers: Readonly<Record<string, object>>
}

type Later = (typeof laters)[number]

/** Milliseconds from the payment, and from a dispute to its decision. */
const soon = 1_500
const decision = 4_000

/** What happens to an order while it is under way, by its customer, an operator or a bank. */
export function createLater({ shop, stripe, stripeKey, opsToken, stop }: Town) {
  const bank = createBank({ url: stripe }, stripeKey)
  const rest = (milliseconds: number) => sleep(milliseconds, undefined, { signal: stop })

  const acts: Record<Later, (life: Life, session: string) => Promise<void>> = {
    correction: correct,
    refund,
    'dispute-lost': (life, session) => dispute(life, session, 'lost'),
    'dispute-won': (life, session) => dispute(life, session, 'won'),
  }

  /** @param landing where Stripe sends the buyer back to, with the session in it */
  return async (life: Life, what: Later, landing: string | null): Promise<void> => {
    const session = new URL(landing ?? shop).searchParams.get('session_id') ?? ''
    life.underWay = true
    try {
      await acts[what](life, session)
    } finally {
      life.underWay = false
    }
  }

  async function correct(life: Life): Promise<void> {
    const url = `${shop}/orders/${life.token}/corrections`
    const headers = { accept: 'application/json', 'content-type': 'application/json' }
    while (life.firstPackAt === null) await rest(500)
    const standing = (await (await ask(url, { headers }, stop)).json()) as Standing
    const { approver, ...answers } = standing.answers
    const corrected = { ...answers, approver: { ...approver, role: 'Managing partner' } }
    const body = JSON.stringify({ answers: corrected, revision: standing.revision })
    const said = await ask(url, { method: 'POST', headers, body }, stop).then(
      () => 'corrected the answers',
      // The first try may have been done, and its answer lost.
      (error: Refused) => `correction: ${error.message}`,
    )
    note(life, said)
  }

  async function refund(life: Life): Promise<void> {
    await rest(soon)
    const url = `${shop}/ops/orders/${life.order}/refund`
    const headers = {
      authorization: `Bearer ${opsToken}`,
      accept: 'application/json',
      'content-type': 'application/json',
    }
    const body = JSON.stringify({ why: 'the game day', reference: randomUUID() })
    for (;;) {
      const refused = await ask(url, { method: 'POST', headers, body }, stop).then(
        () => null,
        (error: Refused) => error,
      )
      note(life, refused === null ? 'refunded' : `refund: ${refused.message}`)
      // The shop may not know of the payment yet.
      if (refused?.status !== 409) return void (life.takenBack = refused === null)
      await rest(soon)
    }
  }

  async function dispute(life: Life, session: string, outcome: 'lost' | 'won'): Promise<void> {
    await rest(soon)
    const { id } = await bank.dispute(await intentOf(session))
    note(life, 'disputed')
    await rest(decision)
    await bank.disputeBecomes(id, outcome)
    note(life, `dispute ${outcome}`)
    life.takenBack = outcome === 'lost'
  }

  async function intentOf(session: string): Promise<string> {
    const headers = { authorization: `Bearer ${stripeKey}` }
    const answer = await ask(`${stripe}/v1/checkout/sessions/${session}`, { headers }, stop)
    return ((await answer.json()) as { payment_intent: string }).payment_intent
  }
}
