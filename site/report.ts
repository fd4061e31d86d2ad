import { readBase } from '../clients/config.ts'
import type { Environment } from '../clients/variables.ts'
import type { Costs, EndpointPrice } from '../pack/costs.ts'
import { reviewDue } from '../pack/price-review.ts'
import { createCosts } from '../store/costs.ts'
import { type Db, openDatabase, openReplica } from '../store/database.ts'
import { createPrices } from '../store/prices.ts'
import { askDesk } from './desk.ts'

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
  return {
    report: createReport(replica?.db ?? db),
    close: async () => replica?.close(),
  }
}

/** The report for a command, which has no database open. */
export async function readReport(environment: Environment, days: number): Promise<Report> {
  const { database, reportingUrl, dataDir } = readBase(environment)
  const told = database.url ?? reportingUrl
  const asked = told === undefined ? await askDesk<Report>(dataDir, 'report', { days }) : null
  if (asked !== null) return asked
  const { db, close } =
    reportingUrl === undefined ? await openDatabase(database) : openReplica(reportingUrl)
  try {
    return await createReport(db)(days)
  } catch (error) {
    throw reportingUrl === undefined ? error : unread(error)
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
