import { knownOrder } from '../orders/entitled-order.ts'
import { NotApplicable } from '../orders/operate/not-applicable.ts'
import { type Why, why } from '../store/calls/why.ts'
import type { SetAsideEvent } from '../store/money/inbox.ts'
import { createOperatorStore, type ListedOrder } from '../store/orders/operator.ts'
import { openErase } from './erase.ts'
import { onRecord } from './on-record.ts'
import { createOrderActs, linkOf, type OrderAct } from './order-acts.ts'
import type { Site } from './site.ts'

export const operatorVerbs = [
  'open',
  'find',
  'link',
  'retry',
  'resume',
  'cancel',
  'refund',
  'refund-unapplied',
  'evidence',
  'withdraw',
  'resend',
  'reached',
  'rebuild',
  'erase',
  'why',
  'refunds',
  'events',
  'review-prices',
] as const

export type OperatorVerb = (typeof operatorVerbs)[number]

export interface OperatorRequest extends OrderAct {
  readonly verb: OperatorVerb
  /** What is looked for, the order, of `why` perhaps with an artefact, or the event; `''` for what lists. */
  readonly subject: string
  readonly why: string
  readonly way?: 'command' | 'ops'
  /** Of `review-prices`: the last review that was known, `never`; left out: whichever. */
  readonly seen?: string | undefined
}

/** What came of it, for a person and for a program. */
export interface OperatorAnswer {
  /** In a few words, for the record. */
  readonly outcome: string
  readonly orders?: readonly ListedOrder[]
  readonly events?: readonly SetAsideEvent[]
  readonly url?: string
  readonly why?: readonly Why[]
  /** Of the only order that was found. */
  readonly tried?: readonly Why[]
}

/** What an operator does to one order, each use recorded before it is done. */
export function createOperator(site: Site) {
  const { orders, inbox, database } = site
  const store = createOperatorStore(database)
  const { retry, ...acts } = createOrderActs(site)

  const verbs: Readonly<
    Record<OperatorVerb, (request: OperatorRequest) => Promise<OperatorAnswer>>
  > = {
    ...acts,
    erase: ({ subject }) => erase(site, subject),
    async find({ subject }) {
      const orders = await store.find(subject)
      const [only, ...more] = orders
      const tried = only && more.length === 0 ? await why(database.db, only.order, '') : []
      return { ...listed(orders), tried }
    },
    open: async () => listed(await store.open()),
    refunds: async () => listed(await store.owed()),
    async events() {
      const events = await inbox.aside()
      return { outcome: counted(events.length, 'event'), events }
    },
    'review-prices': ({ seen }) => reviewPrices(site, seen),
    async link({ subject }) {
      return { outcome: 'link given', url: linkOf(site, await knownOrder(orders, subject)) }
    },
    why: ({ subject }) => tellWhy(site, subject),
    retry: async ({ subject }) => ({
      outcome: await (isEvent(subject) ? retryEvent(subject) : retry(subject)),
    }),
  }

  async function retryEvent(id: string): Promise<string> {
    if (await inbox.resume(id)) return 'is tried again'
    throw new NotApplicable(`${id} is not set aside, so there is nothing to try again.`)
  }

  return (request: OperatorRequest): Promise<OperatorAnswer> => {
    const subject = recordedSubject(site, request.subject)
    // What came of it may repeat what was typed.
    const settle = (id: number, outcome: string) =>
      store.settle(id, subject === '' ? outcome : outcome.replaceAll(request.subject, subject))
    return onRecord({ record: store.record, settle }, { ...request, subject }, async () => {
      const answer = await verbs[request.verb](request)
      return [answer.outcome, answer]
    })
  }
}

/** The record is kept for ever: of what is no id of ours, such as a name, it has a keyed hash. */
function recordedSubject({ database }: Site, subject: string): string {
  if (subject === '' || isId.test(subject)) return subject
  return `text ${database.vault.fingerprints(`sought ${subject.toLowerCase()}`)[0]}`
}

/** An order’s, a session’s or an event’s; of an order perhaps with an artefact. */
const isId = /^(ord|cs|evt)_\w+( [a-z-]+)?$/

async function erase(site: Site, order: string): Promise<OperatorAnswer> {
  await openErase(site)(order, 'operator')
  const { erasedAt, backupsUntil } = (await site.erasures.erasureOf(order))!
  return { outcome: `erased at ${erasedAt}; copies of its key in backups end by ${backupsUntil}` }
}

/** The record of the use is the review. */
async function reviewPrices({ prices }: Site, seen?: string): Promise<OperatorAnswer> {
  const last = (await prices.watch()).reviewedAt ?? 'never'
  if (seen !== undefined && seen !== last)
    throw new Error(
      `Somebody reviewed the prices at ${last}; look at what has changed since, and review that.`,
    )
  const said = (await prices.standing()).map(
    ({ endpoint, ...price }) => `${endpoint} ${price.in}/${price.out}`,
  )
  return { outcome: `reviewed: ${said.join(', ') || 'no price is known yet'}` }
}

async function tellWhy({ orders, database }: Site, subject: string): Promise<OperatorAnswer> {
  const [id = '', artefact = ''] = subject.split(' ')
  await knownOrder(orders, id)
  const parts = await why(database.db, id, artefact)
  return { outcome: counted(parts.length, 'part'), why: parts }
}

function listed(orders: readonly ListedOrder[]): OperatorAnswer {
  return { outcome: counted(orders.length, 'order'), orders }
}

const counted = (n: number, what: string) => (n === 1 ? `1 ${what}` : `${n} ${what}s`)

/** Stripe’s ids say what they are. */
const isEvent = (id: string) => id.startsWith('evt_')
