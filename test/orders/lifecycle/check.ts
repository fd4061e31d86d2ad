import fc from 'fast-check'
import { expect } from 'vitest'
import { refundedOf, stands } from '../../../pack/payment.ts'
import type { Db } from '../../../store/database/database.ts'
import { type Deed, deeds } from './bank.ts'
import { createWorld, type Interleave, type World } from './world.ts'

/** What happens at the bank, and how often Stripe tells the shop of it. */
interface Turn {
  readonly deed: Deed
  readonly deliveries: number
}

const turn: fc.Arbitrary<Turn> = fc.record({
  deed: fc.constantFrom(...deeds),
  deliveries: fc.integer({ min: 0, max: 2 }),
})

const callers = ['fulfil', 'rescue', 'sweep', 'payBack'] as const

/** A life of an order in which every call of the database and of Stripe may come before any other. */
export async function livesAreTrue(db: Db, numRuns: number): Promise<void> {
  const life = fc.record({
    turns: fc.array(turn, { maxLength: 6 }),
    others: fc.array(fc.constantFrom(...callers), { maxLength: 4 }),
    refuses: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), life, async (scheduler, { turns, others, refuses }) => {
      const { interleave, quiet } = createTurns(scheduler)
      const world = await createWorld(db, interleave, refuses)
      const bank = interleave('bank', { does: async (deed: Deed) => world.bank.does(deed) })
      const told: Promise<unknown>[] = others.map((name) => world[name]())
      const happens = async () => {
        for (const { deed, deliveries } of [{ deed: 'pay', deliveries: 1 } as const, ...turns]) {
          await bank.does(deed)
          for (let n = 0; n < deliveries; n += 1) told.push(world.fulfil())
        }
      }
      await scheduler.waitFor(atRest(happens(), told, world), quiet)
      // Nothing is spent on a payment that is contested, so the briefing may be missing.
      const isWhole = !refuses && !turns.some(({ deed }) => deed === 'dispute' || deed === 'warn')
      await isTrue(world, isWhole)
    }),
    { numRuns },
  )
}

async function atRest(happened: Promise<void>, told: Promise<unknown>[], world: World) {
  await happened
  await Promise.all(told)
  await world.runsEnded()
  // Reconciliation, the sweep and the loop of refunds come again and again.
  for (let again = 0; again < 3; again += 1) {
    await world.fulfil()
    await world.sweep()
    await world.runsEnded()
    await world.timePasses()
    await world.payBack()
  }
}

/**
 * Calls wait until the scheduler picks them; the next is picked when the last has come to its end, so
 * that a life that went wrong goes wrong again.
 */
function createTurns(scheduler: fc.Scheduler) {
  const open = new Set<Promise<unknown>>()
  const interleave: Interleave = (name, ports) =>
    new Proxy(ports, {
      get: (target, method) => {
        const call: unknown = Reflect.get(target, method)
        if (typeof call !== 'function') return call
        return async (...given: unknown[]) => {
          await scheduler.schedule(Promise.resolve(), `${name}.${String(method)}`)
          const ended = Promise.resolve<unknown>(call.apply(target, given))
          open.add(ended)
          return ended.finally(() => open.delete(ended))
        }
      },
    })
  const quiet: fc.SchedulerAct = async (act) => {
    await act()
    do {
      await Promise.allSettled(open)
      await new Promise(setImmediate)
    } while (open.size > 0)
  }
  return { interleave, quiet }
}

async function isTrue({ order, bank, asked, store }: World, isWhole: boolean): Promise<void> {
  const { state, refundOwed } = (await store.orders.byId(order))!
  const releases = await store.releases.published(order)
  const payment = bank.payment()
  const ours = payment.refunds.filter((one) => stands(one) && one.purpose !== null)
  // Stripe's truth, and nothing is lost.
  if (!bank.isTheirs()) expect(state).toBe('revoked')
  else expect([state, releases.length > 0]).toEqual(['complete', true])
  // One run's releases: the standard one, and one with what was written.
  expect(releases.map(({ version }) => version)).toEqual([2, 1].slice(2 - releases.length))
  // Nothing is bought again; what was refused is settled.
  expect([...asked.values()].filter((times) => times > 1)).toEqual([])
  // What is owed went back once, as far as there was anything left to give.
  expect(ours.length).toBeLessThanOrEqual(1)
  expect(refundedOf(payment)).toBeLessThanOrEqual(payment.amountReceived)
  if (isWhole) expect([refundOwed, ours]).toEqual([null, []])
  const isDue = state === 'complete' && refundOwed !== null && !bank.isContested()
  if (isDue && refundedOf(payment) < payment.amountReceived)
    expect(ours.map(({ amount }) => amount)).toEqual([refundOwed])
}
