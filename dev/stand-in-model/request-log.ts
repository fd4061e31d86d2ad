import { appendFileSync } from 'node:fs'
import type { Usage } from './completion.ts'

/** What became of a completion. */
export interface Sent {
  readonly model: string
  /** Null: the connection broke before any answer. */
  readonly status: number | null
  /** Whether the answer was sent to its end. */
  readonly whole: boolean
  /** Null: none were counted. */
  readonly tokens: Usage | null
}

/**
 * The server's own record: a line of JSON when a completion is asked for, and one when it ends. Each is
 * in the file before anything else is done, so that a kill of this process loses none.
 *
 * @param file left out: nothing is kept
 */
export function createRequestLog(file: string | undefined) {
  const append = (text: string) => file !== undefined && appendFileSync(file, text)
  const write = (line: object) =>
    append(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`)
  append('')
  return {
    received: (request: string, model: string) => write({ request, model }),
    ended: (request: string, sent: Sent) => write({ request, ...sent }),
  }
}
