import { readBase } from '../clients/config.ts'
import type { Environment } from '../clients/variables.ts'
import type { MoneyReport } from '../pack/costs.ts'
import { changesSince, reviewDue } from '../pack/price-review.ts'
import { createDemand } from '../store/calls/demand.ts'
import { reviewCosts } from '../store/calls/review-costs.ts'
import { type Db, openReplica } from '../store/database/database.ts'
import { snapshot } from '../store/database/snapshot.ts'
import { costsAt } from '../store/policy/costs.ts'
import { pricePeriods } from '../store/policy/price-periods.ts'
import { createPrices } from '../store/policy/prices.ts'

export type ReadReport = (days: number) => Promise<MoneyReport>

/** All of one report is of one moment. @param eurosPerHour what an hour of a reviewer costs */
export function createReport(db: Db, eurosPerHour: number): ReadReport {
  return (days) =>
    snapshot(db, async (at) => {
      const prices = createPrices(at)
      const watch = await prices.watch()
      const { reviewedAt, reviewedBefore } = watch
      return {
        ...(await costsAt(at, days, eurosPerHour)),
        reviews: await reviewCosts(at, days, eurosPerHour),
        prices: await prices.standing(),
        reviewDue: reviewDue(watch, new Date()),
        priceReview: {
          reviewedAt,
          reviewedBefore,
          changes: changesSince(watch),
          tiers: await pricePeriods(at, watch, eurosPerHour),
        },
      }
    })
}

/** Opens what reports are read from: the replica where there is one, else the database itself. */
export function openReporting(environment: Environment, db: Db) {
  const { reportingUrl, reviewEurosPerHour } = readBase(environment)
  const replica = reportingUrl === undefined ? null : openReplica(reportingUrl)
  const from = replica?.db ?? db
  return {
    report: createReport(from, reviewEurosPerHour),
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
