import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { signalTree } from './process-tree.ts'

export interface ProgramSettings {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  readonly options?: SpawnOptions
  /** Where its log goes, as `<name>.log`. */
  readonly logs: string
  /** Is told each line of its output, at every start. */
  readonly said?: (line: string) => void
}

/** An end that nobody of ours caused. */
export interface OwnEnd {
  readonly name: string
  /** Epoch milliseconds. */
  readonly at: number
  readonly code: number | string
  /** What one of ours said of the reason; empty: nothing. */
  readonly said: string
}

/** A process that did not end when it was told to, and was killed. */
export type Stuck = Pick<OwnEnd, 'name' | 'at'>

/** Begins the line in which a process of ours says why it ends. */
const farewell = 'packhorse: '

/** Milliseconds before a program that ended by itself is started again, as a supervisor does. */
const restartAfter = 500

/** Milliseconds for a graceful end. */
const grace = 30_000

export type Program = ReturnType<typeof createProgram>

/** A program that is kept running, but for the ends that we put to it. */
export function createProgram(settings: ProgramSettings) {
  const { name } = settings
  const last: LastStart = { words: '', variables: {} }
  const ownEnds: OwnEnd[] = []
  const stuck: number[] = []
  let child: ChildProcess | null = null
  let wanted = false

  function start(variables = last.variables): void {
    wanted = true
    if (child !== null) return
    child = launch(settings, variables, last)
    child.once('exit', (code, signal) => void ended(code ?? signal ?? 'unknown'))
  }

  async function ended(code: number | string): Promise<void> {
    child = null
    if (wanted) ownEnds.push({ name, at: Date.now(), code, said: last.words })
    await sleep(restartAfter)
    if (wanted) start()
  }

  async function end(by: () => void): Promise<void> {
    wanted = false
    if (child === null) return
    const gone = once(child, 'exit')
    by()
    await gone
  }

  const signal = (kind: NodeJS.Signals) => {
    if (child?.pid !== undefined) signalTree(child.pid, kind)
  }

  return {
    name,
    ownEnds,
    /** When it did not end though it was told to, and was killed. Epoch milliseconds. */
    stuck,
    /** With variables beside those of its settings; left out: those of the start before. */
    start,
    isRunning: () => child !== null,
    /** At once, with all that it started, as when a machine dies. */
    kill: () => end(() => signal('SIGKILL')),
    /** To all of it: SIGSTOP pauses, SIGCONT lets it go on. */
    signal,
    /** Gracefully, by force when that takes too long. */
    async stop(): Promise<void> {
      const late = setTimeout(() => {
        stuck.push(Date.now())
        signal('SIGKILL')
      }, grace)
      await end(() => {
        signal('SIGCONT')
        child?.kill('SIGTERM')
      })
      clearTimeout(late)
    },
  }
}

interface LastStart {
  /** The last line of stderr that was for people. */
  words: string
  /** Beside those of its settings. */
  variables: Readonly<Record<string, string>>
}

function launch(settings: ProgramSettings, variables: LastStart['variables'], last: LastStart) {
  const { name, logs, command, args, options, said } = settings
  Object.assign(last, { words: '', variables })
  const env = { ...(options?.env ?? process.env), ...variables }
  const child = spawn(command, args, { ...options, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const log = createWriteStream(join(logs, `${name}.log`), { flags: 'a' })
  child.once('close', () => log.end())
  createInterface({ input: child.stderr }).on('line', (line) => {
    log.write(`${line}\n`)
    if (line.startsWith(farewell)) last.words = line.slice(farewell.length)
  })
  createInterface({ input: child.stdout }).on('line', (line) => {
    log.write(`${line}\n`)
    said?.(line)
  })
  return child
}
