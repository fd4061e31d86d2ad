import { readBase } from '../clients/config.ts'
import type { Environment } from '../clients/variables.ts'
import type { Costs, EndpointPrice } from '../pack/costs.ts'
import { reviewDue } from '../pack/price-review.ts'
import { createDemand } from '../store/calls/demand.ts'
import { type Db, openReplica } from '../store/database/database.ts'
import { createCosts } from '../store/policy/costs.ts'
import { createPrices } from '../store/policy/prices.ts'

/** What `npm run report` prints and `/ops/costs` answers. */
export interface Report extends Costs {
  /** What the endpoints charge. */
  readonly prices: readonly EndpointPrice[]
  /** Why our own prices have to be reviewed now; null: they need not. */
  readonly reviewDue: string | null
}

export type ReadReport = (days: number) => Promise<Report>

export function createReport(db: Db): ReadReport {
  const costs = createCosts(db)
  const prices = createPrices(db)
  return async (days) => ({
    ...(await costs(days)),
    prices: await prices.standing(),
    reviewDue: reviewDue(await prices.watch(), new Date()),
  })
}

/** Opens what reports are read from: the replica where there is one, else the database itself. */
export function openReporting(environment: Environment, db: Db) {
  const { reportingUrl } = readBase(environment)
  const replica = reportingUrl === undefined ? null : openReplica(reportingUrl)
  const from = replica?.db ?? db
  return {
    report: createReport(from),
    demand: createDemand(from),
    close: async () => replica?.close(),
  }
}

/** Reads the replica alone, for a command. */
export async function readReplica<T>(url: string, read: (db: Db) => Promise<T>): Promise<T> {
  const { db, close } = openReplica(url)
  try {
    return await read(db)
  } catch (error) {
    throw unread(error)
  } finally {
    await close()
  }
}

function unread(cause: unknown): Error {
  const said = cause instanceof Error ? cause.message : String(cause)
  return new Error(
    `The database of REPORTING_DATABASE_URL cannot be read (${said}); start it, bring it up to the main one, or unset the variable.`,
    { cause },
  )
}
