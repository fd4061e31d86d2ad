/** Milliseconds for which what was found counts as what stands. */
const fresh = 5_000

/**
 * The same lookup, made once for all who ask for one id within seconds: a round asks for the parts
 * of an order side by side, and what it was bought with does not change.
 */
export function recently<Found>(
  find: (id: string) => Promise<Found>,
  clock: () => number,
): (id: string) => Promise<Found> {
  const found = new Map<string, { readonly at: number; readonly what: Promise<Found> }>()
  const forget = (id: string) => found.delete(id)
  return (id) => {
    const now = clock()
    for (const [old, { at }] of found) {
      if (now - at < fresh) break
      forget(old)
    }
    const known = found.get(id)
    if (known !== undefined) return known.what
    const what = find(id)
    found.set(id, { at: now, what })
    what.catch(() => forget(id))
    return what
  }
}
