// `npm run plan`: how many model servers an amount of orders takes, and what they cost.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readBase } from '../clients/config.ts'
import { limitsFor } from '../inference/job/timeouts.ts'
import type { Business, Demand } from '../pack/demand.ts'
import { runErrand } from '../site/desk.ts'
import { readReplica } from '../site/report.ts'
import { runOnce } from '../site/root.ts'
import { createDemand } from '../store/calls/demand.ts'
import { endpointsOf } from '../workers/endpoints-of.ts'
import { readAsked } from './plan/arguments.ts'
import { assume } from './plan/assume.ts'
import { linesOf } from './plan/lines.ts'
import { planFor } from './plan/plan.ts'

const { env } = process

/** Of the ledger, today included. */
const days = 30

await runOnce(async () => {
  const asked = readAsked(process.argv.slice(2))
  const { timeouts } = readBase(env)
  const { given, assumptions } = assume({
    asked,
    business: await readBusiness(),
    recorded: readRecorded(),
    endpoints: { '4b': endpointsOf('4b', env), '32b': endpointsOf('32b', env) },
    timeouts,
    limits: limitsFor(timeouts),
  })
  const plan = planFor(given)
  for (const line of linesOf(plan, assumptions)) console.log(line)
  if (asked.asJson) console.log(JSON.stringify({ ok: true, given, ...plan }))
})

/** Null: there is no shop yet, and none is made for this. */
async function readBusiness(): Promise<Business | null> {
  const { reportingUrl, database } = readBase(env)
  if (reportingUrl !== undefined)
    return await readReplica(reportingUrl, (db) => createDemand(db)(days))
  if (database.url === undefined && !existsSync(database.folder)) return null
  return await runErrand('demand', { days })
}

function readRecorded(): Demand {
  const file = join(import.meta.dirname, 'plan', 'recorded.json')
  return JSON.parse(readFileSync(file, 'utf8')) as Demand
}
