import { type Logger, pino } from 'pino'

export type Log = Logger

/** JSON lines on stderr; stdout belongs to what a command prints for people. */
export function createLog(level: string, part: string): Log {
  return pino({ level, base: { part } }, pino.destination({ dest: 2, sync: false }))
}
