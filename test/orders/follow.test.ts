import { expect, it, vi } from 'vitest'
import { createFollow } from '../../orders/page/follow.ts'
import type { OrderState } from '../../pack/order.ts'
import type { OrderStatus } from '../../pack/status.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import { soon } from '../soon.ts'

/** An order whose state the test sets, and what was asked of it. */
function followed() {
  const asked = { pulse: 0, status: 0 }
  const seen: OrderState[] = []
  const present = { state: 'paid' as OrderState, away: false, linkGeneration: 1 }
  const follow = createFollow({
    pulse: async () => {
      asked.pulse += 1
      if (present.away) throw new Error('The database is away.')
      return `${present.state} ${present.linkGeneration}`
    },
    orderById: async (id) => ({ ...present, id }) as Partial<StoredOrder> as StoredOrder,
    status: async ({ state }) => {
      asked.status += 1
      return { state } as OrderStatus
    },
    seen: ({ state }) => void seen.push(state),
  })
  const join = (linkGeneration = 1) => {
    const told: string[] = []
    const leave = follow('ord_1', {
      linkGeneration,
      told: (status) => told.push(JSON.parse(status).state),
      over: () => void told.push('over'),
    })
    return { told, leave }
  }
  return { asked, seen, present, join }
}

it('a hundred viewers cost one look, and one reading when something changed', async () => {
  const { asked, present, join } = followed()
  const viewers = Array.from({ length: 100 }, () => join())
  await vi.waitFor(() => expect(asked.pulse).toBe(2), soon)
  expect(asked.status).toBe(1)
  present.state = 'improving'
  await vi.waitFor(() => expect(asked.status).toBe(2), soon)
  for (const { told } of viewers) expect(told).toEqual(['paid', 'improving'])
  for (const { leave } of viewers) leave()
})

it('at every look the order is seen as it stands', async () => {
  const { seen, present, join } = followed()
  const { leave } = join()
  await vi.waitFor(() => expect(seen).toEqual(['paid', 'paid']), soon)
  present.state = 'improving'
  await vi.waitFor(() => expect(seen).toEqual(['paid', 'paid', 'improving', 'improving']), soon)
  leave()
})

it('whoever comes later is told at once', async () => {
  const { asked, join } = followed()
  const first = join()
  await vi.waitFor(() => expect(asked.status).toBe(1), soon)
  const second = join()
  expect(second.told).toEqual(['paid'])
  for (const { leave } of [first, second]) leave()
})

it('a final state ends it for all, after it was told', async () => {
  const { present, join } = followed()
  present.state = 'complete'
  const { told, leave } = join()
  await vi.waitFor(() => expect(told.slice(0, 2)).toEqual(['complete', 'over']), soon)
  leave()
})

it('whoever came by a link that was withdrawn since is told nothing more', async () => {
  const { present, join } = followed()
  const first = join()
  await vi.waitFor(() => expect(first.told).toEqual(['paid']), soon)
  Object.assign(present, { state: 'improving', linkGeneration: 2 })
  const second = join(2)
  await vi.waitFor(() => expect(second.told).toEqual(['improving']), soon)
  await vi.waitFor(() => expect(first.told).toContain('over'), soon)
  expect(first.told).not.toContain('improving')
  for (const { leave } of [first, second]) leave()
})

it('a database that is away for a while ends nothing', async () => {
  const { asked, present, join } = followed()
  present.away = true
  const { told, leave } = join()
  await vi.waitFor(() => expect(asked.pulse).toBe(1), soon)
  present.away = false
  await vi.waitFor(() => expect(told).toEqual(['paid']), soon)
  leave()
})

it('once all have left, nobody looks any more', async () => {
  const { asked, join } = followed()
  const viewers = [join(), join()]
  await vi.waitFor(() => expect(asked.status).toBe(1), soon)
  for (const { leave } of viewers) leave()
  const { pulse } = asked
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  expect(asked.pulse).toBe(pulse)
})
