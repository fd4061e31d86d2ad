import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { LogEntry } from '../../pack/log-entry.ts'
import { type CountOne, limitedByAddress } from '../limits.ts'
import { logPage } from '../pages/ops/log.ts'
import { Problem } from '../problem.ts'
import { tell } from './form.ts'
import type { Guard } from './guard.ts'

interface Query {
  readonly from: string
  readonly until: string
  readonly text: string
  readonly limit: number
}

export interface LogDesk {
  /** The newest first. */
  readonly log: (query: Query) => Promise<readonly LogEntry[]>
  /** The same, and that it was taken away is on record. */
  readonly exported: (query: Query, by: string) => Promise<readonly LogEntry[]>
}

interface Options extends LogDesk {
  readonly count: CountOne
  readonly guard: Guard
}

interface LogRoute {
  Querystring: { days?: string; find?: string }
}

/** Entries of a page, and of a file. */
const most = { page: 500, file: 100_000 }

/** The audit log, to be read and to be taken away. */
export async function opsLogRoutes(app: FastifyInstance, options: Options) {
  const { count, guard, log, exported } = options
  const seeing = { onRequest: [limitedByAddress(count), guard.atLeast('viewer')] }

  app.get<LogRoute>('/ops/log', seeing, async (request, reply) => {
    const { days, text } = asked(request)
    const entries = await log(queryOf(days, text, most.page))
    return tell(request, reply, { entries }, () =>
      logPage({ ...guard.whoIs(request), entries, days, text }),
    )
  })

  for (const [form, write] of Object.entries(forms))
    app.get<LogRoute>(`/ops/log.${form}`, seeing, async (request, reply) => {
      const { days, text } = asked(request)
      const by = guard.whoIs(request).holder.name
      const entries = await exported(queryOf(days, text, most.file), by)
      return reply
        .type(write.type)
        .header('content-disposition', `attachment; filename="packhorse-log.${form}"`)
        .send(write.body(entries))
    })
}

function asked({ query }: FastifyRequest<LogRoute>) {
  const { days = '7', find = '' } = query
  if (!/^[1-9]\d{0,3}$/.test(days))
    throw new Problem(422, {
      title: 'Number of days not understood',
      detail: '“days” says how many days back the log goes.',
      remedy: 'Give a whole number from 1 to 9999, or leave it out for 7.',
    })
  return { days: Number(days), text: [find].flat().join(' ').trim() }
}

function queryOf(days: number, text: string, limit: number): Query {
  const now = Date.now()
  const from = new Date(now - days * 86_400_000).toISOString()
  // A clock of the database that is ahead hides nothing.
  return { from, until: new Date(now + 3_600_000).toISOString(), text, limit }
}

const columns = ['at', 'by', 'what', 'subject', 'why', 'outcome'] as const

/** Quoted, and with nothing at its beginning that a spreadsheet takes for a formula. */
function cell(value: string | null): string {
  const text = (value ?? '').replaceAll('"', '""')
  return `"${/^[=+\-@\t\r]/.test(text) ? `'${text}` : text}"`
}

const forms = {
  csv: {
    type: 'text/csv; charset=utf-8',
    body: (entries: readonly LogEntry[]) =>
      [
        columns.join(','),
        ...entries.map((one) => columns.map((name) => cell(one[name])).join(',')),
      ].join('\r\n'),
  },
  json: {
    type: 'application/json',
    body: (entries: readonly LogEntry[]) => JSON.stringify(entries, null, 2),
  },
} as const
