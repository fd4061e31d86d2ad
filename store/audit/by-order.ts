/** Rows of several orders, by order. */
export function byOrder<Row extends { readonly order: string }>(rows: readonly Row[]) {
  const all = new Map<string, Omit<Row, 'order'>[]>()
  for (const { order, ...row } of rows) {
    const own = all.get(order)
    if (own === undefined) all.set(order, [row])
    else own.push(row)
  }
  return all
}
