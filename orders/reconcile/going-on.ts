import { isAway } from '../money/is-away.ts'

/**
 * Goes on where one of many comes to nothing; not where Stripe or the database is away, for then all
 * would.
 *
 * @returns undefined where it came to nothing
 */
export function createGoingOn(observe: { notReconciled(what: string, error: unknown): void }) {
  return <T>(what: string, work: Promise<T>): Promise<T | undefined> =>
    work.catch((error: unknown) => {
      if (isAway(error)) throw error
      observe.notReconciled(what, error)
      return undefined
    })
}
