import { setTimeout as sleep } from 'node:timers/promises'
import { type AuditSaid, audit } from './audit.ts'
import { triedCandidates } from './candidates.ts'
import { askAround, type Finding } from './complaints.ts'
import { conduct, type Inflicted } from './conduct.ts'
import { createCustomers } from './customer.ts'
import { type House, openHouse } from './house.ts'
import { createInflict } from './inflict.ts'
import { isOpen, type Life } from './life.ts'
import { endWhenStill, patience } from './patience.ts'
import { choosePlace } from './place.ts'
import type { OwnEnd, Stuck } from './program.ts'
import { type Course, progressOf } from './progress.ts'
import { firstPacks } from './recovery.ts'
import { blindSpots, fewestInFlight, shortcomings, untried } from './rules.ts'
import { safeModeEffects } from './safe-mode.ts'
import type { Fault, Schedule } from './schedule.ts'
import { secondLooks } from './second-looks.ts'
import { type Steered, steeringFindings } from './steering.ts'

/** What a report tells. Times in epoch milliseconds. */
export interface Played extends Steered {
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
  readonly stuck: readonly Stuck[]
  readonly findings: readonly Finding[]
  readonly audited: AuditSaid
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
    await house.stop()
    return {
      schedule,
      ...course,
      ownEnds: house.ownEnds(),
      stuck: house.stuck(),
      shortcomings: [
        ...shortcomings(schedule, course.inflicted),
        ...blindSpots(course.audited),
        ...untried(course),
      ],
    }
  } catch (error) {
    await house.stop()
    throw error
  }
}

async function runCourse(house: House, schedule: Schedule, say: (line: string) => void) {
  const stop = new AbortController()
  const { signal } = stop
  const began = Date.now()
  const course = {
    began,
    lives: [] as Life[],
    inflicted: [] as Inflicted[],
    going: new Set<Fault>(),
  }
  const ticker = tell(course, schedule, say)
  try {
    const everybody = invite(house, schedule, course, signal)
    let isOver = false
    void everybody.then(() => {
      isOver = true
    })
    const day = { isOver: () => isOver, stop: signal }
    await conduct({
      ...course,
      ...day,
      faults: schedule.faults,
      fewest: fewestInFlight(schedule.orders),
      inflict: createInflict(house, day),
    })
    const faultsOver = Date.now()
    say(`All faults are over after ${seconds(faultsOver - began)} s; waiting for the orders …`)
    const unwatch = endWhenStill(course.lives, stop)
    const unhappy = await everybody
    unwatch()
    const settled = Date.now()
    clearInterval(ticker)
    say(
      signal.aborted
        ? `Nothing happened any more for ${seconds(patience)} s, and some orders have not come to their end; auditing …`
        : `Every order is final ${seconds(settled - faultsOver)} s later; auditing …`,
    )
    const judged = await judge(house, course, unhappy, say)
    return { ...course, faultsOver, settled, ...judged }
  } finally {
    clearInterval(ticker)
    stop.abort()
  }
}

/** Milliseconds between two lines on how far it is. */
const tick = 15_000

function tell(course: Course, { orders, faults }: Schedule, say: (line: string) => void) {
  const wanted = { orders, faults: faults.length }
  return setInterval(() => say(progressOf(course, wanted, Date.now())), tick)
}

/** Every customer, each at the time that is theirs. @returns who was turned away */
function invite(
  house: House,
  { purchases }: Schedule,
  { lives, inflicted }: { lives: Life[]; inflicted: Inflicted[] },
  stop: AbortSignal,
): Promise<Finding[]> {
  const { shop, stripe, place } = house
  const met = (what: string, { order }: Life, began: number) => {
    const fault = { kind: 'order', what } as const
    const inFlight = lives.filter(isOpen).length
    inflicted.push({ fault, began, ended: Date.now(), inFlight, hit: [order] })
  }
  const opsToken = place.opsTokens.operator
  const town = { shop, stripe, stripeKey: place.stripe.secretKey, opsToken, lives, met, stop }
  const live = createCustomers(town)
  const customers = purchases.map(async (purchase, n) => {
    await sleep(purchase.at, undefined, { signal: stop })
    await live(purchase, n)
  })
  return Promise.allSettled(customers).then(complaintsIn)
}

const complaintsIn = (ended: readonly PromiseSettledResult<void>[]): Finding[] =>
  ended.flatMap((one, n) =>
    one.status === 'rejected' ? [{ order: `customer ${n}`, what: String(one.reason) }] : [],
  )

async function judge(
  house: House,
  { lives, began }: { readonly lives: readonly Life[]; readonly began: number },
  unhappy: readonly Finding[],
  say: (line: string) => void,
) {
  const audited = await audit(house, say)
  const ofAudit = audited.findings.map(({ rule, order, what }) => {
    return { order: order ?? 'the house', what: `${rule}: ${what}` }
  })
  const asked = await askAround(lives, house.databaseUrl)
  const steered = {
    safeModes: await safeModeEffects(house.databaseUrl),
    candidates: await triedCandidates(house.databaseUrl),
    looks: await secondLooks(house.databaseUrl, began),
  }
  return {
    findings: [...unhappy, ...asked, ...ofAudit, ...steeringFindings(steered)],
    audited,
    ...steered,
    firstPacks: await firstPacks(house.databaseUrl),
  }
}

const seconds = (milliseconds: number) => Math.round(milliseconds / 1_000)
