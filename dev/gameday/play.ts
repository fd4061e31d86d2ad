import { setTimeout as sleep } from 'node:timers/promises'
import { conduct, type Inflicted } from './conduct.ts'
import { count, type Finding } from './counts.ts'
import { createCustomers } from './customer.ts'
import { type House, openHouse } from './house.ts'
import { createInflict } from './inflict.ts'
import { isOpen, type Life } from './life.ts'
import { choosePlace } from './place.ts'
import type { OwnEnd } from './program.ts'
import { firstPacks } from './recovery.ts'
import { fewestInFlight, shortcomings } from './rules.ts'
import type { Schedule } from './schedule.ts'

/** Milliseconds after the last fault in which every order has to be final: twice the reconciliation's turn. */
const patience = 660_000

/** What a report tells. Times in epoch milliseconds. */
export interface Played {
  readonly schedule: Schedule
  readonly began: number
  /** When the last fault was over. */
  readonly faultsOver: number
  /** When the last order was final, or patience ended. */
  readonly settled: number
  readonly inflicted: readonly Inflicted[]
  readonly lives: readonly Life[]
  /** Of each first release, when it was published, ascending. */
  readonly firstPacks: readonly number[]
  /** Processes that ended though nobody ended them. */
  readonly ownEnds: readonly OwnEnd[]
  /** Processes that did not end when they were told to. */
  readonly stuck: readonly string[]
  readonly findings: readonly Finding[]
  readonly shortcomings: readonly string[]
}

/** Opens a house, lets customers buy while faults are put to it, and waits until every order is final. */
export async function play(
  schedule: Schedule,
  folder: string,
  say: (line: string) => void,
): Promise<Played> {
  const house = await openHouse(await choosePlace(folder), schedule.house, say)
  try {
    say('Starting every part as a process of its own …')
    await house.start()
    const course = await runCourse(house, schedule, say)
    const stuck = await house.stop()
    return { schedule, ...course, stuck, shortcomings: shortcomings(schedule, course.inflicted) }
  } catch (error) {
    await house.stop()
    throw error
  }
}

async function runCourse(house: House, schedule: Schedule, say: (line: string) => void) {
  const stop = new AbortController()
  const { signal } = stop
  const lives: Life[] = []
  const { secretKey } = house.place.stripe
  const { shop, stripe } = house
  const town = { shop, stripe, stripeKey: secretKey, opsToken: house.place.opsToken, lives }
  const ofOrders: Inflicted[] = []
  const met = (what: string, { order }: Life, began: number) => {
    const fault = { kind: 'order', what } as const
    const inFlight = lives.filter(isOpen).length
    ofOrders.push({ fault, began, ended: Date.now(), inFlight, hit: [order] })
  }
  const live = createCustomers({ ...town, met, stop: signal })
  const began = Date.now()
  const customers = schedule.purchases.map(async (purchase, n) => {
    await sleep(purchase.at, undefined, { signal })
    await live(purchase, n)
  })
  const everybody = Promise.allSettled(customers)
  const fewest = fewestInFlight(schedule.orders)
  const inflict = createInflict(house, signal)
  const stage = { faults: schedule.faults, lives, fewest, inflict, stop: signal }
  const ofParts = await conduct(stage)
  const faultsOver = Date.now()
  say(`All faults are over after ${seconds(faultsOver - began)} s; waiting for the orders …`)
  const late = setTimeout(() => stop.abort(new Error('patience ended')), patience)
  const ended = await everybody
  clearTimeout(late)
  const settled = Date.now()
  say(`Every order had ${seconds(settled - faultsOver)} s to come to its end.`)
  const unhappy = ended.flatMap((one, n) =>
    one.status === 'rejected' ? [{ order: `customer ${n}`, what: String(one.reason) }] : [],
  )
  const findings = [...unhappy, ...(await count(lives, house.databaseUrl))]
  const published = await firstPacks(house.databaseUrl)
  const ownEnds = house.ownEnds()
  const inflicted = [...ofParts, ...ofOrders]
  return { began, faultsOver, settled, inflicted, lives, findings, firstPacks: published, ownEnds }
}

const seconds = (milliseconds: number) => Math.round(milliseconds / 1_000)
