import fc from 'fast-check'
import type { Sealed } from '../../../store/sealing.ts'
import { type Wish, wishes } from './answers.ts'
import { type Deed, deeds } from './bank.ts'
import { createCustomer, createOperator } from './people.ts'
import { isTrue } from './truth.ts'
import { createWorld, type Fate, type Interleave, type World } from './world.ts'

const loops = ['fulfil', 'rescue', 'sweep', 'payBack', 'tellCorrections'] as const
const commands = ['cancel', 'resume', 'refund', 'withdrawLink'] as const

/** What happens next. Only two wait: `rest` for everything, `till late` for a run that is about to end. */
type Turn =
  | { readonly deed: Deed; readonly deliveries: number }
  | { readonly loop: (typeof loops)[number] }
  | { readonly wish: Wish; readonly isSentTwice: boolean }
  | { readonly command: (typeof commands)[number] }
  | 'looks'
  | 'rest'
  | 'till late'

const turn: fc.Arbitrary<Turn> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      deed: fc.constantFrom(...deeds),
      deliveries: fc.integer({ min: 0, max: 2 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ loop: fc.constantFrom(...loops) }) },
  {
    weight: 4,
    arbitrary: fc.record({ wish: fc.constantFrom(...wishes), isSentTwice: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ command: fc.constantFrom(...commands) }) },
  { weight: 1, arbitrary: fc.constant('looks' as const) },
  { weight: 3, arbitrary: fc.constant('rest' as const) },
  { weight: 4, arbitrary: fc.constant('till late' as const) },
)

/** Most orders are paid, and meet little. */
const life = fc.record({
  before: fc.array(turn, { maxLength: 1 }),
  after: fc.array(turn, { maxLength: 8 }),
  fate: fc.record({
    briefing: fc.constantFrom('comes', 'never', 'asked again'),
    reason: fc.constantFrom('refused', 'unreachable'),
    differs: fc.integer({ max: 9, min: 0 }).map((one) => one === 0),
  }) satisfies fc.Arbitrary<Fate>,
})

/** A life of an order in which every call of the database, of Stripe and of Temporal may come before any other. */
export async function livesAreTrue(database: Sealed, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), life, async (scheduler, { before, after, fate }) => {
      const { interleave, quiet } = createTurns(scheduler)
      const world = await createWorld(database, interleave, fate)
      const customer = createCustomer(world)
      const operator = createOperator(world)
      const turns = [...before, { deed: 'pay', deliveries: 1 } as const, ...after]
      const lives = live(turns, world, { customer, operator }, interleave)
      await scheduler.waitFor(lives, quiet)
      await isTrue(world, customer, operator, turns)
    }),
    { numRuns },
  )
}

interface People {
  readonly customer: ReturnType<typeof createCustomer>
  readonly operator: ReturnType<typeof createOperator>
}

async function live(turns: readonly Turn[], world: World, people: People, interleave: Interleave) {
  const { customer, operator } = people
  const bank = interleave('bank', { does: async (deed: Deed) => world.bank.does(deed) })
  const begun: Promise<unknown>[] = []
  for (const turn of turns) {
    if (turn === 'rest') await rest()
    else if (turn === 'till late') await world.runEnds()
    else if (turn === 'looks') begun.push(customer.look().then(customer.look))
    else if ('loop' in turn) begun.push(world.loops[turn.loop]())
    else if ('command' in turn) begun.push(operator[turn.command]())
    else if ('wish' in turn)
      begun.push(turn.isSentTwice ? customer.correctTwice(turn.wish) : customer.correct(turn.wish))
    else {
      await bank.does(turn.deed)
      for (let n = 0; n < turn.deliveries; n += 1) begun.push(world.loops.fulfil())
    }
  }
  await rest()
  // Reconciliation and the loops come again and again.
  for (let again = 0; again < 3; again += 1) {
    await world.loops.fulfil()
    await world.loops.tellCorrections()
    await world.loops.sweep()
    await world.runsEnded()
    await world.timePasses()
    await world.loops.payBack()
  }

  async function rest() {
    await Promise.all(begun)
    await world.runsEnded()
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
