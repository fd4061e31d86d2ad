import { Piscina } from 'piscina'
import type { FrozenOrder } from '../../pack/order.ts'
import type { Composition } from '../../pack/release.ts'
import type { BoundPack, Rendered } from '../bundle/bind.ts'
import type { PackText } from '../compose/compose.ts'
import type { PackDocument } from '../compose/files.ts'
import type * as jobs from './press-thread.ts'

/** Makes documents in worker threads, so that the event loop stays free for polling and serving. */
export interface Press {
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
  /** Most jobs that wait for a thread; any number when left out. */
  readonly queue?: number
  /** Megabytes that a thread may take up with what lasts; 512 when left out. */
  readonly memory?: number
}

/** The machine failed, with whatever order: no memory, no disk, too many files, a thread that died. */
export class PressBroken extends Error {
  override readonly name = 'PressBroken'
}

/** As many jobs wait as may: this one was not taken. */
export class PressBusy extends Error {
  override readonly name = 'PressBusy'
}

export function createPress({ threads, niceness = 0, queue, memory = 512 }: PressOptions): Press {
  const pool = new Piscina({
    filename: new URL('./press-thread.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: threads,
    ...(queue !== undefined && { maxQueue: queue }),
    workerData: { niceness },
    // Measured: 165 MB a thread instead of 430, at the same speed; 16 MB and less cost a third.
    resourceLimits: { maxYoungGenerationSizeMb: 32, maxOldGenerationSizeMb: memory },
    // A thread that has fonts and templates in place stays: starting one takes a second.
    idleTimeout: Number.POSITIVE_INFINITY,
  })
  const run = <Name extends keyof typeof jobs>(
    name: Name,
    job: Parameters<(typeof jobs)[Name]>[0],
    signal: AbortSignal | undefined,
  ) => pool.run(job, { name, ...(signal ? { signal } : {}) }).catch(inOurWords)
  return {
    compose: (order, composition, signal) => run('compose', { order, composition }, signal),
    render: (document, signal) => run('render', { document }, signal),
    bind: (order, composition, text, rendered, seed, signal) =>
      run('bind', { order, composition, text, rendered, seed }, signal),
    sample: (order, seed) => run('sample', { order, seed }, undefined),
    close: () => pool.close({ force: true }),
  }
}

function inOurWords(error: unknown): never {
  if (!(error instanceof Error)) throw error
  if (error.message === 'Task queue is at limit')
    throw new PressBusy('As many jobs wait for the press as may.', { cause: error })
  if (isOfMachine(error))
    throw new PressBroken(`The press broke down: ${error.message}`, { cause: error })
  throw error
}

/** A thread's own errors arrive without their `code`, so their words have to tell. */
const machineFault =
  /^E[A-Z0-9]+: |^Array buffer allocation failed|^worker exited with code|^Terminating worker thread/

function isOfMachine({ code, message }: NodeJS.ErrnoException): boolean {
  return code?.startsWith('ERR_WORKER_') === true || machineFault.test(message)
}
