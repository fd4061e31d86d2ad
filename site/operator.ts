import { readApi, readSecrets } from '../clients/config.ts'
import { keysFrom } from '../clients/keys.ts'
import { refuseTrialLinks } from '../clients/production.ts'
import { UnknownOrder } from '../orders/entitled-order.ts'
import { createLinks, type Linked } from '../orders/link.ts'
import { createRetry, NothingToRetry } from '../orders/retry.ts'
import type { SetAsideEvent } from '../store/inbox.ts'
import { createOperatorStore, type ListedOrder } from '../store/operator.ts'
import { type Why, why } from '../store/why.ts'
import { onRecord } from './on-record.ts'
import type { Site } from './site.ts'

export const operatorVerbs = [
  'find',
  'link',
  'retry',
  'why',
  'refunds',
  'events',
  'review-prices',
] as const

export type OperatorVerb = (typeof operatorVerbs)[number]

export interface OperatorRequest {
  readonly verb: OperatorVerb
  /** What is looked for, the order, of `why` perhaps with an artefact, or the event; `''` for what lists. */
  readonly subject: string
  readonly by: string
  readonly why: string
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
  const { orders, inbox, temporal, temporalSettings, database } = site
  const store = createOperatorStore(database.db)
  const retry = createRetry({ orders, runs: temporal })

  const verbs: Readonly<Record<OperatorVerb, (subject: string) => Promise<OperatorAnswer>>> = {
    async find(text) {
      const orders = await store.find(text)
      const [only, ...more] = orders
      const tried = only && more.length === 0 ? await why(database.db, only.order, '') : []
      return { ...listed(orders), tried }
    },
    refunds: async () => listed(await store.owed()),
    async events() {
      const events = await inbox.aside()
      return { outcome: counted(events.length, 'event'), events }
    },
    'review-prices': () => reviewPrices(site),
    async link(id) {
      const order = await orders.byId(id)
      if (order === undefined) throw new UnknownOrder(id)
      return { outcome: 'link given', url: linkOf(site, order) }
    },
    why: (subject) => tellWhy(site, subject),
    async retry(id) {
      if (isEvent(id)) return { outcome: await retryEvent(id) }
      const outcome = await retry(id).catch((error: unknown) => {
        if (error instanceof Error && known.includes(error.name)) throw error
        const { address } = temporalSettings.connection
        throw new Error(
          `Temporal at ${address} does not answer, so ${id} was not told; nothing is lost: a paid order is started within 30 seconds of Temporal’s return, and its page builds the first release meanwhile. Start Temporal, or correct TEMPORAL_ADDRESS.`,
          { cause: error },
        )
      })
      return { outcome }
    },
  }

  async function retryEvent(id: string): Promise<string> {
    if (await inbox.resume(id)) return 'is tried again'
    throw new NothingToRetry(`${id} is not set aside, so there is nothing to try again.`)
  }

  return (request: OperatorRequest): Promise<OperatorAnswer> =>
    onRecord(store, request, async () => {
      const answer = await verbs[request.verb](request.subject)
      return [answer.outcome, answer]
    })
}

/** The record of the use is the review. */
async function reviewPrices({ prices }: Site): Promise<OperatorAnswer> {
  const said = (await prices.standing()).map(
    ({ endpoint, ...price }) => `${endpoint} ${price.in}/${price.out}`,
  )
  return { outcome: `reviewed: ${said.join(', ') || 'no price is known yet'}` }
}

async function tellWhy({ orders, database }: Site, subject: string): Promise<OperatorAnswer> {
  const [id = '', artefact = ''] = subject.split(' ')
  if ((await orders.byId(id)) === undefined) throw new UnknownOrder(id)
  const parts = await why(database.db, id, artefact)
  return { outcome: counted(parts.length, 'part'), why: parts }
}

const known: readonly string[] = ['UnknownOrder', 'NothingToRetry', 'DatabaseUnavailable']

function listed(orders: readonly ListedOrder[]): OperatorAnswer {
  return { outcome: counted(orders.length, 'order'), orders }
}

const counted = (n: number, what: string) => (n === 1 ? `1 ${what}` : `${n} ${what}s`)

/** Stripe’s ids say what they are. */
const isEvent = (id: string) => id.startsWith('evt_')

function linkOf({ environment, config }: Site, order: Linked): string {
  refuseTrialLinks(environment)
  const { link } = readSecrets(environment)
  const links = createLinks(keysFrom('LINK_SECRET', link, config.dataDir, 'link'))
  return `${readApi(environment).publicUrl}/orders/${links.tokenOf(order)}`
}
