/**
 * Where one JSON value has what the other has not, or of another type. What is null or empty in
 * either is like anything, as an example says no more of it.
 *
 * @returns paths from the top: `body.data.0.amount: number, not string`
 */
export function differences(ours: unknown, theirs: unknown, at = ''): string[] {
  if (isEmpty(ours) || isEmpty(theirs)) return []
  const [mine, other] = [typeOf(ours), typeOf(theirs)]
  if (mine !== other) return [`${at}: ${mine}, not ${other}`]
  if (Array.isArray(ours)) return differences(ours[0], (theirs as unknown[])[0], `${at}.0`)
  if (mine !== 'object') return []
  return Object.entries(ours as object).flatMap(([key, value]) => {
    const path = `${at}.${key}`
    if (!(key in (theirs as object))) return [`${path}: unknown`]
    return differences(value, Reflect.get(theirs as object, key), path)
  })
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

const typeOf = (value: unknown) => (Array.isArray(value) ? 'list' : typeof value)

/** The value, and what was asked of it that it has not; an id of somebody’s metadata may be missing. */
export function watched(value: unknown): { value: never; missed: string[] } {
  const missed: string[] = []
  const watch = (one: unknown, at: string): unknown => {
    if (typeof one !== 'object' || one === null || at.endsWith('.metadata')) return one
    return new Proxy(one, {
      get(target, key) {
        const path = `${at}.${String(key)}`
        if (typeof key === 'string' && !(key in target)) missed.push(path)
        return watch(Reflect.get(target, key), path)
      },
    })
  }
  return { value: watch(value, '') as never, missed }
}
