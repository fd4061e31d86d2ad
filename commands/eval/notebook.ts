import type { Exchange } from '../../inference/job/exchange.ts'
import type { Calls } from '../../inference/ledger/ledger.ts'
import type { AskRecord, Attempt } from '../../pack/attempt.ts'

/** A call, and what was said in it. */
export interface Call extends Attempt {
  readonly said: Exchange | null
}

/** What the ledger would have of one order. */
export interface Page {
  readonly ask: AskRecord
  readonly calls: readonly Call[]
}

/** The ledger's store for one evaluation: in memory, until a case has been looked at. */
export function createNotebook() {
  const pages = new Map<string, Page>()
  const calls: Calls = {
    open: async () => ({
      isEntitled: true,
      recorded: null,
      orderKey: new Uint8Array(),
      breakers: [],
      reusable: { text: null, writer: 'nobody' },
    }),
    async close({ order }, { ask, attempts, log }) {
      const exchanges = new Map(log.map(({ attempt, said }) => [attempt, said as Exchange]))
      const said = (id: string) => exchanges.get(id) ?? null
      pages.set(order, { ask, calls: attempts.map((one) => ({ ...one, said: said(one.id) })) })
      return null
    },
  }
  return {
    calls,
    /** Of an order that has been asked for, once. */
    take(order: string): Page {
      const page = pages.get(order)
      if (page === undefined) throw new Error(`Nothing was closed for ${order}.`)
      pages.delete(order)
      return page
    },
  }
}
