import { expect, it } from 'vitest'
import type { Tried } from '../../../dev/gameday/candidates.ts'
import type { Inflicted } from '../../../dev/gameday/conduct.ts'
import { draw } from '../../../dev/gameday/draw.ts'
import { blindSpots, fewestInFlight, shortcomings, untried } from '../../../dev/gameday/rules.ts'
import { classesOf, classOf } from '../../../dev/gameday/schedule.ts'
import { steeringFindings } from '../../../dev/gameday/steering.ts'

const schedule = draw({ seed: 7, orders: 100, minutes: 2, house: 'small' }, ['plumber-uk.json'])

const ofOrders = classesOf(schedule).map((what) => ({ kind: 'order', what }) as const)

const met = [...schedule.faults, ...ofOrders].map(
  (fault): Inflicted => ({
    fault,
    began: 1,
    ended: 2,
    inFlight: 5,
    hit: ['ord_1'],
  }),
)

it('finds nothing wanting where every fault met an order and every kill enough of them', () => {
  expect(shortcomings(schedule, met)).toEqual([])
})

it('names a fault that never met an order under way', () => {
  const missed = met.map((one) =>
    classOf(one.fault) === 'network drop' ? { ...one, hit: [] } : one,
  )
  expect(shortcomings(schedule, missed)).toEqual(['“network drop” never met an order under way.'])
})

it('counts a kill only when a twentieth of the orders was under way', () => {
  const early = met.map((one) =>
    classOf(one.fault) === 'kill temporal' ? { ...one, inFlight: 4 } : one,
  )
  expect(shortcomings(schedule, early)).toEqual([
    'temporal was killed 0 times with at least 5 orders under way, and has to be 2 times.',
  ])
})

it('wants one order under way in the smallest run', () => {
  expect([1, 12, 20, 21, 1000].map(fewestInFlight)).toEqual([1, 1, 1, 2, 50])
})

it('names each rule of the audit that no order came before', () => {
  const rule = { about: 'it differs', found: 0 }
  const rules = [
    { ...rule, name: 'books', looked: 0 },
    { ...rule, name: 're-bought', looked: null },
    { ...rule, name: 'lost', looked: 1 },
  ]
  expect(blindSpots({ rules })).toEqual([
    'The audit’s rule “books” looked at no order.',
    'The audit’s rule “re-bought” looked at no order.',
  ])
})

const tried: Tried = {
  ...{ name: 'next', share: 50, ending: 'stopped', reason: null, took: 40_000 },
  ...{ calls: 3, orders: 1, lastAsked: 0, kept: 0 },
}
const judge = { judged: 3, doubted: 0, unjudged: 0, unguarded: 0 }
const read = (verdict: 'approved' | 'expired') => {
  return { verdict, asked: 1, ended: 2, due: 2, delivered: null }
}
const looks = { judge, reviews: [read('approved'), read('expired')], policies: [0] }

it('names what no judge, no reader and no candidate had to do with', () => {
  expect(untried({ candidates: [tried], looks })).toEqual([])
  const idle = { judge: { ...judge, judged: 0 }, reviews: [], policies: [0] }
  expect(untried({ candidates: [{ ...tried, calls: 0 }], looks: idle })).toEqual([
    'The candidate next was never asked for a text.',
    'The judge looked at no text.',
    'Nobody read a text.',
    'No text was left unread until it was due.',
  ])
})

it('finds what took longer than five seconds to hold, and what stands that should not', () => {
  const steered = { safeModes: [900], candidates: [tried], looks }
  expect(steeringFindings(steered)).toEqual([])
  const wrong = {
    safeModes: [5_001],
    candidates: [{ ...tried, lastAsked: 6_000, kept: 2, ending: null }],
    looks: { ...looks, policies: [7_000], judge: { ...judge, unguarded: 1 } },
  }
  expect(steeringFindings(wrong).map(({ what }) => what)).toEqual([
    'a text was kept 5001 ms after safe mode came on.',
    'a text was asked for 7000 ms after people were to read it, and stands unread.',
    '2 texts of next were recorded, and none that it writes is sound.',
    'next is still under way.',
    'next was asked for a text 6000 ms after it was taken back.',
    '1 text that is published stands, and the judge has not looked at it.',
  ])
})
