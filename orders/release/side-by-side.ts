/** Works through all of them, so many at a time. One that fails leaves the rest undone. */
export async function sideBySide<T>(
  lanes: number,
  all: Iterable<T>,
  work: (one: T) => Promise<void>,
): Promise<void> {
  const left = each(all)
  const lane = async () => {
    // A loop that is left by an error closes the generator, for the other lanes too.
    for (const one of left) await work(one)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

function* each<T>(all: Iterable<T>) {
  yield* all
}
