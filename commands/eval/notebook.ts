import type { Exchange } from '../../inference/job/exchange.ts'
import type { Calls } from '../../inference/ledger/ledger.ts'
import type { Vault } from '../../inference/ledger/sealing.ts'
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
  const exchanges = new Map<string, Exchange>()
  const calls: Calls = {
    open: async () => ({
      isEntitled: true,
      recorded: null,
      orderKey: new Uint8Array(),
      breakers: [],
      reusable: { text: null, writer: 'nobody' },
    }),
    async close({ order }, { ask, attempts }) {
      const said = (id: string) => exchanges.get(id) ?? null
      pages.set(order, { ask, calls: attempts.map((one) => ({ ...one, said: said(one.id) })) })
      for (const { id } of attempts) exchanges.delete(id)
      return null
    },
  }
  const vault: Vault = {
    newKey: () => new Uint8Array(),
    seal(_order, _key, attempt, said) {
      exchanges.set(attempt, said)
      return null
    },
  }
  return {
    calls,
    vault,
    /** Of an order that has been asked for, once. */
    take(order: string): Page {
      const page = pages.get(order)
      if (page === undefined) throw new Error(`Nothing was closed for ${order}.`)
      pages.delete(order)
      return page
    },
  }
}
