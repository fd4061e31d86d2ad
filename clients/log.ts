import { type Logger, pino } from 'pino'
import { withoutSecrets } from './redact.ts'

export type Log = Logger

/** JSON lines on stderr; stdout belongs to what a command prints for people. */
export function createLog(level: string, part: string): Log {
  const serializers = { error: describeError }
  return pino({ level, base: { part }, serializers }, pino.destination({ dest: 2, sync: false }))
}

interface DescribedError {
  readonly type: string
  readonly message: string
  readonly code?: unknown
  readonly stack?: string | undefined
  readonly cause?: DescribedError
}

/** Of a chain of causes; a longer one is cut. */
const deepest = 8

/**
 * An error with its stack and its causes, as the log's field `error` shows it. Nothing else that
 * an error carries is logged: drivers attach statements and their values, which are personal data.
 */
export function describeError(thrown: unknown, depth = 0): DescribedError {
  if (!(thrown instanceof Error))
    return { type: typeof thrown, message: withoutSecrets(String(thrown)) }
  const { name, message, stack, cause } = thrown
  const code = (thrown as NodeJS.ErrnoException).code
  return {
    type: name,
    message: withoutSecrets(message),
    ...(code !== undefined && { code }),
    stack: stack && withoutSecrets(stack),
    ...(cause !== undefined && depth < deepest && { cause: describeError(cause, depth + 1) }),
  }
}
