import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { keysFrom } from '../../clients/keys.ts'
import { readMail } from '../../clients/mail/config.ts'
import { mailFolderIn } from '../../clients/mail/letter-files.ts'
import { type ReceivedLetter, readLetters } from '../../clients/mail/letters.ts'
import { readModelLog } from '../../clients/model-log.ts'
import { readSecrets } from '../../clients/secrets.ts'
import { createSigner } from '../../documents/bundle/signature.ts'
import { type Audited, createAudit } from '../../orders/audit/audit.ts'
import { createAuditedOrders } from '../../store/audit/audited-orders.ts'
import { houseSums } from '../../store/audit/house-sums.ts'
import { openReplica } from '../../store/database/database.ts'
import type { Site } from '../site.ts'
import { borrowTill } from '../till.ts'
import { highestLimits } from './highest-limits.ts'
import { readOutside } from './outside.ts'
import type { TellProgress } from './progress.ts'
import { createSpool } from './spool.ts'
import { createStoredFiles } from './stored-files.ts'

/** What the audit is given besides what the site has: database, Stripe and storage. */
export interface AuditSources {
  /** Milliseconds after which what happened must have had its consequences. */
  readonly grace: number
  /** Orders that were frozen since then; left out: all. ISO 8601, UTC. */
  readonly since?: string | undefined
  /** What the mail server took: a folder of `.eml` files, or letters; left out: that of a trial, if any. */
  readonly mail?: string | AsyncIterable<ReceivedLetter> | undefined
  /** Files that the model servers log to. All of them, or texts of the others are found uncalled. */
  readonly modelLogs?: readonly string[] | undefined
  /** False: the releases' files are not looked into. */
  readonly files?: boolean | undefined
  /** Told how far it is, now and then. */
  readonly progress?: TellProgress | undefined
}

/**
 * Holds what the database says of its orders against Stripe, the storage, the letters that arrived and
 * the model servers' own logs. Changes nothing, and asks no worker; `findings` names what is wrong.
 *
 * @throws Error where a source cannot be read
 */
export async function auditSite(site: Site, sources: AuditSources): Promise<Audited> {
  const { grace, since = '1970-01-01T00:00:00Z', modelLogs = [], progress = () => {} } = sources
  const { payments } = borrowTill(site)
  const { reportingUrl, database } = site.config
  // Sums over all orders take longer than a shop's own statements may.
  const url = reportingUrl ?? database.url
  const reader = url === undefined ? null : openReplica(url)
  const db = reader?.db ?? site.database.db
  const spool = createSpool()
  try {
    const began = Date.now()
    const { page, one, extent } = createAuditedOrders({ db, vault: site.database.vault })
    const { oldest, count } = await extent(since)
    const outside = await readOutside(
      {
        payments,
        window: { from: oldest ?? since, until: inSeconds(began, 1) },
        mail: lettersOf(site, sources.mail),
        modelLogs: modelLogs.map(readModelLog),
        progress,
      },
      spool,
    )
    const limits = await highestLimits(site.settings)
    return await createAudit({
      orders: {
        page: (after, limit) => page(after, limit, since),
        one,
        sums: () => houseSums(db, limits),
      },
      outside,
      files: sources.files === false ? null : filesOf(site),
      moment: {
        isPast: (time) => Date.parse(time) <= began - grace,
        logs: outside.logs,
        orderLimit: limits.order,
      },
      pause: (suspects) => pauseOf(Math.min(grace, longestPause), suspects, progress),
      progress: (orders) => progress({ kind: 'looked-at', orders, of: count }),
    })()
  } finally {
    spool.close()
    await reader?.close()
  }
}

/** Milliseconds in which a webhook that is under way arrives, and a letter goes. */
const longestPause = 60_000

async function pauseOf(milliseconds: number, orders: number, progress: TellProgress) {
  if (milliseconds === 0) return
  progress({ kind: 'waits', orders, seconds: Math.round(milliseconds / 1_000) })
  await sleep(milliseconds)
}

const inSeconds = (now: number, seconds: number) => new Date(now + 1_000 * seconds).toISOString()

function filesOf({ environment, config, blobs }: Site) {
  const seeds = keysFrom('SIGNING_KEY', readSecrets(environment).signing, config.dataDir, 'signing')
  return createStoredFiles(
    blobs,
    seeds.map((seed) => createSigner(seed).publicPem),
  )
}

/** In trial letters become files; where a mail server takes them, somebody has to say where they are. */
function lettersOf({ environment, config }: Site, given: AuditSources['mail']) {
  if (given !== undefined) return typeof given === 'string' ? readLetters(given) : given
  const folder = mailFolderIn(config.dataDir)
  const isTrial = readMail(environment).smtpUrl === undefined
  return isTrial && existsSync(folder) ? readLetters(folder) : null
}
