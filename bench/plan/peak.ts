import type { Demand, OperationDemand } from '../../pack/demand.ts'
import { notWritten } from '../../pack/notice.ts'
import { homeModel, type ModelTier } from '../../pack/order.ts'
import type { Outcome } from '../../pack/outcome.ts'
import type { CallTimeouts } from '../../pack/plan.ts'
import { arrivals } from '../month/arrivals.ts'
import { type Course, createCourses, type Question } from '../month/course.ts'
import { randomFrom } from '../month/outages.ts'
import { createRecords } from '../month/records.ts'
import { createVirtualTime } from '../month/virtual-time.ts'
import { sampleOrders } from '../sample-order.ts'
import { createPlaces } from './places.ts'
import type { Asked } from './seen.ts'

/** Orders that come as fast as in the busiest hour, for as long as one likes to look. */
export interface Peak {
  readonly seed: number
  /** Milliseconds. */
  readonly length: number
  /** Orders a second that ask this model first. */
  readonly rates: Readonly<Record<ModelTier, number>>
  readonly servers: Readonly<Record<ModelTier, Servers>>
  /** Of an operation: how many of its texts are reused, and how long they are. */
  readonly figures: Demand
  /** Of the texts that are written, the share that is asked for once more. */
  readonly again: number
  readonly timeouts: Readonly<Record<ModelTier, CallTimeouts>>
  readonly lateWindow: number
}

export interface Servers {
  /** Calls at a time, of all of them. */
  readonly places: number
  /** Tokens of its answer a second, of each call. */
  readonly pace: number
}

/**
 * What orders asked for and how long they waited. Their parts, rounds and late window are the
 * product's; of its models there is how long they take, and nothing else. The same seed gives the same past.
 */
export async function simulatePeak(peak: Peak, signal: AbortSignal): Promise<Asked[]> {
  const random = randomFrom(peak.seed)
  const time = createVirtualTime(0)
  const records = createRecords(time.now)
  const asked: Asked[] = []
  const ask = createAsk({ ...peak, random, time, asked })
  const courses = createCourses({ ...peak, time, records, ask: recorded })

  async function recorded(question: Question): Promise<Outcome> {
    const { order, artefact, part, round } = question
    const outcome = await ask(question)
    if (outcome.source === 'none') return outcome
    return records.outcomes.record({ order: order.id, artefact, part, round }, outcome)
  }

  const { '4b': small, '32b': large } = peak.rates
  const firms = sampleOrders()
  const firm = (number: number) => {
    const isFull = random() < large / (small + large)
    return { ...firms[number % firms.length]!, tier: isFull ? 'full' : 'self-serve' } as const
  }
  const rate = { between: 1_000 / (small + large), end: peak.length, seed: peak.seed }
  const run = (order: Parameters<typeof courses.run>[0]): Promise<Course> => courses.run(order)
  await time.run(arrivals({ ...rate, time, random, records, firm }, run, signal))
  return asked
}

interface AskParts extends Omit<Peak, 'seed'> {
  readonly random: () => number
  readonly time: ReturnType<typeof createVirtualTime>
  /** Told of each. */
  readonly asked: Asked[]
}

/** A text is reused at once, or waits for a place and has it for as long as its calls take. */
function createAsk({ random, time, asked, figures, again, servers, timeouts }: AskParts) {
  const places = {
    '4b': createPlaces(time, servers['4b'].places),
    '32b': createPlaces(time, servers['32b'].places),
  }
  const all = new Map(figures.operations.map((one) => [`${one.tier} ${one.operation}`, one]))

  return async ({ order, artefact, round, tier }: Question): Promise<Outcome> => {
    const operation = `${order.pack}.${artefact}`
    const known = all.get(`${homeModel(order.tier)} ${operation}`)
    if (known === undefined) throw new Error(`Nothing is known of ${operation}.`)
    const at = time.now()
    const draw = drawn(known, again, random)
    const waited = draw.calls > 0 ? await places[tier].take(timeouts[tier].queue) : undefined
    if (typeof waited === 'number') {
      await time.sleep((draw.calls * draw.tokensOut * 1_000) / servers[tier].pace)
      places[tier].free()
    }
    const took = waited === null ? null : time.now() - at
    const { tokensOut } = draw
    const calls = waited === null ? 0 : draw.calls
    if (tier === homeModel(order.tier))
      asked.push({
        ...{ order: order.id, tier, operation, round, at, took, calls, tokensOut },
        ...(waited !== undefined && { waited }),
      })
    return waited === null ? notWritten('timeout', tier) : written(tier)
  }
}

/** How many calls it takes, and the length of its answers: by a third shorter or longer. */
function drawn(
  { texts, written, calls, tokensOut }: OperationDemand,
  again: number,
  random: () => number,
) {
  const isWritten = random() < written / texts
  return {
    calls: isWritten ? (random() < again ? 2 : 1) : 0,
    tokensOut: (tokensOut / calls) * (2 / 3 + (2 / 3) * random()),
  }
}

function written(tier: ModelTier): Outcome {
  const from = { model: 'none', tier, promptVersion: '1', generatedAt: '', freshUntil: null }
  return { source: 'model', content: {}, ...from }
}
