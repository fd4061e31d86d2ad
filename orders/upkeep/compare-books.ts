/** An order of which its books do not say the same; millionths of a euro. */
export interface BookDifference {
  readonly order: string
  readonly calls: number
  readonly settled: number
  readonly margin: number
}

export interface CompareBooksPorts {
  readonly books: {
    compare(
      after: string,
      limit: number,
    ): Promise<{ last: string | null; differences: readonly BookDifference[] }>
    found(differences: readonly BookDifference[]): Promise<void>
  }
  readonly observe: { booksDiffer(difference: BookDifference): void }
}

const page = 500

/** Compares the books of all orders; alerts, and leaves for readiness, whatever differs. */
export function createCompareBooks({ books, observe }: CompareBooksPorts) {
  return async (stop: AbortSignal): Promise<void> => {
    const all: BookDifference[] = []
    for (let after: string | null = ''; after !== null; ) {
      if (stop.aborted) return
      const { last, differences } = await books.compare(after, page)
      for (const difference of differences) observe.booksDiffer(difference)
      all.push(...differences)
      after = last
    }
    await books.found(all)
  }
}
