/** The order's own text cannot become a pack: a person has to look at it. */
export class UnbuildableOrder extends Error {
  override readonly name = 'UnbuildableOrder'

  constructor(id: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause)
    super(`Order ${id} cannot be built: ${why}`, { cause })
  }
}
