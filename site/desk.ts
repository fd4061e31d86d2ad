import { rmSync } from 'node:fs'
import { createServer, request as send } from 'node:http'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { readBase } from '../clients/config.ts'
import { withoutSecrets } from '../clients/redact.ts'
import type { Audited } from '../orders/audit/audit.ts'
import type { Calibration } from '../pack/calibration.ts'
import type { MoneyReport } from '../pack/costs.ts'
import type { Business } from '../pack/demand.ts'
import type { AuditSources } from './audit/audit.ts'
import type { TellProgress } from './audit/progress.ts'
import { type BreakerRequest, type BreakersAnswer, createBreakerOffice } from './breakers.ts'
import { type CanaryAnswer, type CanaryRequest, createCanaryOffice } from './canaries.ts'
import { createOperator, type OperatorAnswer, type OperatorRequest } from './operator.ts'
import { createReconcileOffice, type Reconciled, type ReconcileRequest } from './reconcile.ts'
import { type CallRequest, createReadCall, type RecordedCall } from './recorded-call.ts'
import { createSettingsOffice, type SettingsAnswer, type SettingsRequest } from './settings.ts'
import { openSite, type Site } from './site.ts'

/** What can be written down of it. */
interface AuditRequest extends Pick<AuditSources, 'grace' | 'since' | 'modelLogs' | 'files'> {
  readonly mail?: string | undefined
}

/** What is asked over the socket, by the command that asks. */
interface Errands {
  audit: { asked: AuditRequest; answer: Audited }
  order: { asked: OperatorRequest; answer: OperatorAnswer }
  replay: { asked: CallRequest; answer: RecordedCall }
  report: { asked: { days: number }; answer: MoneyReport }
  demand: { asked: { days: number }; answer: Business }
  settings: { asked: SettingsRequest; answer: SettingsAnswer }
  reconcile: { asked: ReconcileRequest; answer: Reconciled }
  breakers: { asked: BreakerRequest; answer: BreakersAnswer }
  canaries: { asked: CanaryRequest; answer: CanaryAnswer }
  /** Null: they are only read. */
  calibrations: { asked: MeasuredJudge | null; answer: Calibration[] }
}

interface MeasuredJudge {
  readonly calibration: Calibration
  readonly by: string
}

type Errand = keyof Errands

type Clerks = {
  readonly [E in Errand]: (
    asked: Errands[E]['asked'],
    progress?: TellProgress,
  ) => Promise<Errands[E]['answer']>
}

const clerksOf = (site: Site): Clerks => ({
  // It brings what signs and what a model costs, which no other process of a shop needs.
  audit: async (asked, progress) =>
    (await import('./audit/audit.ts')).auditSite(site, { ...asked, progress }),
  order: createOperator(site),
  replay: createReadCall(site),
  report: ({ days }) => site.report(days),
  demand: ({ days }) => site.demand(days),
  settings: createSettingsOffice(site),
  reconcile: createReconcileOffice(site),
  breakers: createBreakerOffice(site),
  canaries: createCanaryOffice(site),
  calibrations: async (asked) => {
    if (asked !== null) await site.calibrations.record(asked.calibration, asked.by)
    return site.calibrations.standing()
  },
})

const socketOf = (dataDir: string) => join(dataDir, 'operator.sock')

/**
 * The embedded database takes one process, so that process does for `npm run order` and its like
 * what it is asked over a socket, which only its own user may open.
 *
 * @returns how to stop
 */
export async function openDesk(site: Site): Promise<() => Promise<void>> {
  const clerks = clerksOf(site)
  const server = createServer((request, response) => {
    const clerk = clerks[request.url?.slice(1) as Errand]
    const answer = json(request).then((asked): Promise<unknown> => clerk(asked as never))
    void answer.then(
      (done) => response.end(JSON.stringify(done)),
      (error: unknown) => response.writeHead(500).end(withoutSecrets(sentenceOf(error))),
    )
  })
  const socket = socketOf(site.config.dataDir)
  // Left by a process that was killed; the lock on the database says that none lives.
  rmSync(socket, { force: true })
  await new Promise<void>((resolve) => {
    server.once('error', (error) => {
      site.log.warn({ error }, 'npm run order cannot reach this process; choose a shorter DATA_DIR')
      resolve()
    })
    server.listen(socket, resolve)
  })
  return () => new Promise((closed) => server.close(() => closed()))
}

/**
 * Has it done by the process that has the embedded database, or here where none has.
 *
 * @param progress of what takes long; told only of what is done here
 */
export async function runErrand<E extends Errand>(
  errand: E,
  asked: Errands[E]['asked'],
  progress?: TellProgress,
): Promise<Errands[E]['answer']> {
  const { database, dataDir } = readBase(process.env)
  const answer = database.url === undefined ? await askDesk(dataDir, errand, asked) : null
  if (answer !== null) return answer
  const site = await openSite(process.env, { part: errand, sells: false })
  try {
    return await clerksOf(site)[errand](asked, progress)
  } finally {
    await site.close()
  }
}

/** Null: no process has the embedded database. */
function askDesk<E extends Errand>(
  dataDir: string,
  errand: E,
  asked: Errands[E]['asked'],
): Promise<Errands[E]['answer'] | null> {
  const to = { socketPath: socketOf(dataDir), method: 'POST', path: `/${errand}` }
  return new Promise((resolve, reject) => {
    const request = send(to, (response) => {
      if (response.statusCode === 200)
        return resolve(json(response) as Promise<Errands[E]['answer']>)
      void response.toArray().then((said) => reject(new Error(said.join(''))))
    })
    request.once('error', (error: NodeJS.ErrnoException) => {
      const nobody = error.code === 'ENOENT' || error.code === 'ECONNREFUSED'
      if (nobody) resolve(null)
      else reject(error)
    })
    request.end(JSON.stringify(asked))
  })
}

const sentenceOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
