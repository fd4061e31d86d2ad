import { expect, it } from 'vitest'
import type { Inflicted } from '../../../dev/gameday/conduct.ts'
import { draw } from '../../../dev/gameday/draw.ts'
import { blindSpots, fewestInFlight, shortcomings } from '../../../dev/gameday/rules.ts'
import { classesOf, classOf } from '../../../dev/gameday/schedule.ts'

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
