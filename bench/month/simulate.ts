import { unsupportedCharacters } from '../../documents/type/characters.ts'
import { createInference } from '../../inference/inference.ts'
import { limitsFor } from '../../inference/job/timeouts.ts'
import { probePause } from '../../inference/route/breaker/times.ts'
import { createWake } from '../../orders/upkeep/wake.ts'
import { arrivals } from './arrivals.ts'
import { type Course, createCourses } from './course.ts'
import type { Outage } from './outages.ts'
import { createWorld, type MadeCall, type Scenario, type Turn, type World } from './world.ts'

export interface Past {
  readonly orders: number
  /** Of the orders that came to their end. */
  readonly courses: readonly Course[]
  readonly outages: readonly Outage[]
  readonly calls: readonly MadeCall[]
  readonly turns: readonly Turn[]
  readonly costMicros: number
}

const quarantine = 600_000

/** Lets so much time pass that every order comes to its end. The same seed gives the same past. */
export async function simulate(scenario: Scenario, signal: AbortSignal): Promise<Past> {
  const world = createWorld(scenario)
  const { time, records, breakers, outages, seen } = world
  const inference = inferenceIn(world)
  const courses = createCourses({
    ...{ time, records, timeouts: scenario.timeouts, lateWindow: scenario.lateWindow },
    ask: async (ask) => {
      const { outcome } = await inference.write({ ...ask, email: ask.order.email }, signal)
      return outcome
    },
  })
  const clock = () => new Date(time.now())
  const observe = { woken() {} }
  const switches = { ended: async () => [] }
  const wake = createWake({
    ...{ breakers, orders: records.orders, switches },
    ...{ runs: courses, clock, observe },
  })
  const isAnyOpen = () => breakers.standing().some(({ state }) => state.standing === 'open')
  const over = new AbortController()
  const firm = (number: number) => scenario.firms[number % scenario.firms.length]!
  const coming = { ...scenario, ...world, firm }
  const arrived = arrivals(coming, courses.run, signal).finally(() => over.abort())
  const runs = await time.run(
    Promise.all([
      arrived,
      loop(world, over.signal, probePause(quarantine), isAnyOpen, () => inference.probe(signal)),
      loop(
        world,
        over.signal,
        2_000,
        () => hasTurned(world),
        () => wake(signal),
      ),
    ]).then(([all]) => all),
  )
  return {
    outages,
    calls: seen.calls,
    turns: seen.turns,
    orders: runs.length,
    courses: runs.flatMap((run) => (run.status === 'fulfilled' ? [run.value] : [])),
    costMicros: seen.attempts.reduce((sum, { costMicros }) => sum + costMicros, 0),
  }
}

/** The whole policy, as a worker has it, but for what this simulation leaves out. */
function inferenceIn({ endpoints, records, breakers, seen, time, random, ...world }: World) {
  return createInference({
    endpoints,
    calls: records.calls,
    admission: {
      budgets: { reserve: async () => ({ verdict: 'admitted', scope: null, full: [] }) },
      observe: { reserved() {}, settled() {}, overBudget() {} },
    },
    breakers: {
      store: breakers,
      quarantine,
      observe: {
        breakerChanged(before, breaker) {
          const isOfAllCalls = breaker.operation === '' && breaker.kind === 'service'
          if (isOfAllCalls && before.state.standing !== breaker.state.standing)
            seen.turns.push({ at: time.now(), breaker })
        },
        breakerNotStored(error) {
          throw error
        },
      },
    },
    clock: time.now,
    unprintable: unsupportedCharacters,
    observe: (attempt) => seen.attempts.push(attempt),
    reuse: { texts: { look: async () => ({ text: null, writer: 'nobody' }) }, observe: () => {} },
    limits: limitsFor(world.scenario.timeouts),
    pause: time.sleep,
    createCall: world.createCall,
    chance: random,
  })
}

/** A turn at each pause at which there is something to do. */
async function loop(
  { time }: World,
  over: AbortSignal,
  pause: number,
  isNeeded: () => boolean,
  turn: () => Promise<unknown>,
): Promise<void> {
  while (!over.aborted) {
    await time.sleep(pause)
    if (isNeeded()) await turn()
  }
}

/** Models came back within the hour: by its end whoever waited for them was woken. */
function hasTurned({ time, seen }: World): boolean {
  const last = seen.turns.at(-1)
  return last !== undefined && time.now() - last.at < 3_600_000
}
