/** Who wants to follow an order. */
export interface Guest {
  readonly order: string
  readonly address: string
  /** An order costs nothing to make, so those that are not paid for get fewer seats. */
  readonly unpaid: boolean
}

/** Event streams that may be open at the same time. */
const most = { order: 10, unpaidOrder: 3, address: 20, all: 500, allUnpaid: 200 }

export interface Seats {
  /** @returns how to give the seat back, or what is full */
  take(guest: Guest): (() => void) | 'order' | 'address' | 'process'
}

export function createSeats(): Seats {
  const taken = new Map<string, number>()
  const count = (key: string, change: number) => {
    const now = (taken.get(key) ?? 0) + change
    if (now > 0) taken.set(key, now)
    else taken.delete(key)
  }
  return {
    take(guest) {
      const bounds = boundsOf(guest)
      const full = bounds.find(({ key, bound }) => (taken.get(key) ?? 0) >= bound)
      if (full) return full.scope
      for (const { key } of bounds) count(key, 1)
      return () => {
        for (const { key } of bounds.splice(0)) count(key, -1)
      }
    },
  }
}

function boundsOf({ order, address, unpaid }: Guest) {
  const scope = 'process' as const
  return [
    { scope: 'order' as const, key: order, bound: unpaid ? most.unpaidOrder : most.order },
    { scope: 'address' as const, key: `at ${address}`, bound: most.address },
    { scope, key: 'all', bound: most.all },
    ...(unpaid ? [{ scope, key: 'all unpaid', bound: most.allUnpaid }] : []),
  ]
}
