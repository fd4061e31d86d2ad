/** How far an audit is. */
export type AuditProgress =
  | {
      readonly kind: 'read'
      /** In the plural: `letters`. */
      readonly what: string
      readonly count: number
    }
  | { readonly kind: 'looked-at'; readonly orders: number; readonly of: number }
  /** Something seems wrong with so many orders, which are looked at once more afterwards. */
  | { readonly kind: 'waits'; readonly orders: number; readonly seconds: number }

export type TellProgress = (progress: AuditProgress) => void

const often = 1_000

/** The same items, of which each thousand is told. */
export async function* counted<Item>(
  items: AsyncIterable<Item>,
  what: string,
  tell: TellProgress,
): AsyncGenerator<Item> {
  let count = 0
  for await (const item of items) {
    yield item
    count += 1
    if (count % often === 0) tell({ kind: 'read', what, count })
  }
}
