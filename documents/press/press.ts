import { Piscina } from 'piscina'
import type { FrozenOrder } from '../../pack/order.ts'
import type { Composition } from '../../pack/release.ts'
import type { BoundPack, Rendered } from '../bundle/bind.ts'
import type { PackText } from '../compose/compose.ts'
import type { PackDocument } from '../compose/files.ts'
import type * as jobs from './press-thread.ts'

/** Makes documents in worker threads, so that the event loop stays free for polling and serving. */
export interface Press {
  /** Jobs that it does at a time. */
  readonly threads: number
  readonly compose: (
    order: FrozenOrder,
    composition: Composition,
    signal?: AbortSignal,
  ) => Promise<PackText>
  /** One document in its format. */
  readonly render: (document: PackDocument, signal?: AbortSignal) => Promise<Uint8Array>
  /** @param rendered by content key */
  readonly bind: (
    order: FrozenOrder,
    composition: Composition,
    text: PackText,
    rendered: Rendered,
    seed: string,
    signal?: AbortSignal,
  ) => Promise<BoundPack>
  /** The watermarked pack of a fictional firm. */
  readonly sample: (order: FrozenOrder, seed: string) => Promise<BoundPack>
  readonly close: () => Promise<void>
}

export interface PressOptions {
  /** Most threads at a time; the first work starts one, more come when work waits. */
  readonly threads: number
  /** Of the threads, -20 to 19; 0 when left out. Work that can wait yields the cores to other work. */
  readonly niceness?: number
  /** Megabytes that a thread may take up with what lasts; 512 when left out. */
  readonly memory?: number
}

/** The machine failed, with whatever order: no memory, no disk, too many files, a thread that died. */
export class PressBroken extends Error {
  override readonly name = 'PressBroken'
}

export function createPress(options: PressOptions): Press {
  const { threads } = options
  const pool = openPool(options)
  /** Of each job that is not done, what calls it off. */
  const open = new Set<AbortController>()
  // A thread that cannot even start has no job to fail, and those that wait would wait for ever.
  pool.on('error', (error) => {
    if (pool.threads.length === 0) for (const job of open) job.abort(error)
  })

  async function run<Name extends keyof typeof jobs>(
    name: Name,
    job: Parameters<(typeof jobs)[Name]>[0],
    signal: AbortSignal | undefined,
  ) {
    const own = new AbortController()
    const either = AbortSignal.any([own.signal, ...(signal ? [signal] : [])])
    open.add(own)
    try {
      return await pool.run(job, { name, signal: either })
    } catch (error) {
      wake()
      throw own.signal.aborted ? broken(own.signal.reason) : inOurWords(error)
    } finally {
      open.delete(own)
    }
  }

  /** The pool starts no thread for those that wait behind one that ended, until more work comes. */
  function wake() {
    if (pool.queueSize > 0) pool.run(null, { name: 'wake' }).catch(() => {})
  }

  return {
    threads,
    compose: (order, composition, signal) => run('compose', { order, composition }, signal),
    render: (document, signal) => run('render', { document }, signal),
    bind: (order, composition, text, rendered, seed, signal) =>
      run('bind', { order, composition, text, rendered, seed }, signal),
    sample: (order, seed) => run('sample', { order, seed }, undefined),
    close: () => pool.close({ force: true }),
  }
}

function openPool({ threads, niceness = 0, memory = 512 }: PressOptions): Piscina {
  return new Piscina({
    filename: new URL('./press-thread.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: threads,
    workerData: { niceness },
    // Measured: 165 MB a thread instead of 430, at the same speed; 16 MB and less cost a third.
    resourceLimits: { maxYoungGenerationSizeMb: 32, maxOldGenerationSizeMb: memory },
    // A thread that has fonts and templates in place stays: starting one takes a second.
    idleTimeout: Number.POSITIVE_INFINITY,
  })
}

function inOurWords(error: unknown): unknown {
  return error instanceof Error && isOfMachine(error) ? broken(error) : error
}

function broken(cause: unknown): PressBroken {
  const why = cause instanceof Error ? cause.message : String(cause)
  return new PressBroken(`The press broke down: ${why}`, { cause })
}

/** A thread's own errors arrive without their `code`, so their words have to tell. */
const machineFault =
  /^E[A-Z0-9]+: |^Array buffer allocation failed|^worker exited with code|^Terminating worker thread/

function isOfMachine({ code, message }: NodeJS.ErrnoException): boolean {
  return code?.startsWith('ERR_WORKER_') === true || machineFault.test(message)
}
