export type Next<Job, Result> = (job: Job) => Promise<Result>

/**
 * One concern around a model call. It decides whether and with what the next stage is asked, and
 * gives back what it took in its own `finally`. The last of a list asks nobody.
 */
export type Stage<Job, Result> = (job: Job, next: Next<Job, Result>) => Promise<Result>

/** The stages as one: each is asked by the one before it, the first by the caller. */
export function stages<Job, Result>(list: readonly Stage<Job, Result>[]): Next<Job, Result> {
  return list.reduceRight<Next<Job, Result>>(
    (next, stage) => (job) => stage(job, next),
    () => Promise.reject(new Error('The last of these stages asks another.')),
  )
}

/** Epoch milliseconds. */
export type Clock = () => number
