import { isNamed } from '../../pack/is-named.ts'

/** The order's own text cannot become a pack: a person has to look at it. */
export class UnbuildableOrder extends Error {
  override readonly name = 'UnbuildableOrder'

  constructor(id: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause)
    super(`Order ${id} cannot be built: ${why}`, { cause })
  }
}

/** No fault of an order: the machine failed, too many wait for it, or the work was called off. */
export function isOfMoment(error: unknown): boolean {
  return isNamed(error, 'PressBroken', 'PressBusy', 'AbortError')
}

/** What the press makes of an order: its errors are the order's own, unless they are of the moment. */
export function own<T>(orderId: string, work: Promise<T>): Promise<T> {
  return work.catch((cause: unknown) => {
    throw isOfMoment(cause) ? cause : new UnbuildableOrder(orderId, cause)
  })
}
