import { failWith } from '../clients/failure.ts'
import { createLog, type Log } from '../clients/log.ts'
import { untilStopped } from '../clients/signals.ts'

export interface Running {
  /** Settles when it ends by itself; a process that serves requests does not. */
  readonly finished?: Promise<void>
  stop(): Promise<void>
}

/**
 * A process from its start to its graceful end: until Ctrl-C or SIGTERM, or until it ends by
 * itself. What it wants to say on its way is JSON, like the rest of the log.
 */
export function runRoot(start: () => Promise<Running>): Promise<void> {
  return runOnce(() => live(start))
}

/** A command: done, or ended in one line with the exit code that says why. */
export async function runOnce(act: () => Promise<void>): Promise<void> {
  // What is kept is personal: files of this process and of its children are for nobody else.
  process.umask(0o077)
  const log = createLog('info', 'process')
  speakJson(log)
  await act().catch((error: unknown) => {
    // What nobody foresaw has no sentence for people; its stack tells a programmer where.
    if (isFault(error)) log.fatal({ error }, 'a fault of the program ends this process')
    failWith(error)
  })
}

function isFault(error: unknown): boolean {
  const isNative = error instanceof TypeError || error instanceof ReferenceError
  return isNative && !('code' in error)
}

async function live(start: () => Promise<Running>): Promise<void> {
  const stopped = untilStopped()
  const running = await Promise.race([start(), stopped])
  // Told to stop in the middle of the start: what it has started ends with this process.
  if (running === undefined) return process.exit(0)
  try {
    await Promise.race([stopped, ...(running.finished ? [running.finished] : [])])
  } finally {
    await running.stop()
  }
}

function speakJson(log: Log): void {
  process.removeAllListeners('warning')
  process.on('warning', (error) => log.warn({ error }, 'Node.js warns'))
  process.on('uncaughtException', (error) => {
    log.fatal({ error }, 'an error that nobody caught ends this process')
    failWith(error)
  })
}
