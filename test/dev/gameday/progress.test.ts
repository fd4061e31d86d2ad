import { expect, it } from 'vitest'
import { newLife } from '../../../dev/gameday/life.ts'
import { progressOf } from '../../../dev/gameday/progress.ts'
import type { Fault } from '../../../dev/gameday/schedule.ts'

const kill: Fault = { kind: 'kill', victim: 'api', which: 1, at: 4_000, lasts: 2_000 }
const cut: Fault = { kind: 'network', link: 'mail', way: 'drop', at: 4_000, lasts: 2_000 }
const began = 1_000_000
const [unpaid, paid, final] = ['a', 'b', 'c'].map((order) => newLife(order, 'token', 'a@b.example'))
paid!.paidAt = began + 1_000
final!.paidAt = began + 1_000
final!.firstPackAt = began + 5_000
final!.finalAt = began + 9_000

it('says in a line how far orders and faults are, and what goes on', () => {
  const over = { began, ended: began + 2_000, inFlight: 1, hit: ['b'] }
  const course = {
    began,
    lives: [unpaid!, paid!, final!],
    inflicted: [
      { ...over, fault: cut },
      // What meets one order alone is none of the schedule's faults.
      { ...over, fault: { kind: 'order', what: 'refund' } as const },
    ],
    going: new Set([kill]),
  }
  const line = progressOf(course, { orders: 12, faults: 38 }, began + 15_400)
  expect(line).toBe(
    '15 s: 3 of 12 orders made, 2 paid, 1 with a pack, 1 final; 1 of 38 faults over, now kill api 2',
  )
})
