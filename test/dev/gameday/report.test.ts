import { describe, expect, it } from 'vitest'
import { newLife } from '../../../dev/gameday/life.ts'
import { pictureOf } from '../../../dev/gameday/picture.ts'
import type { Played } from '../../../dev/gameday/play.ts'
import { reportOf } from '../../../dev/gameday/report.ts'
import type { Schedule } from '../../../dev/gameday/schedule.ts'
import type { Read } from '../../../dev/gameday/second-looks.ts'

const kill = { kind: 'kill', victim: 'api', which: 1, at: 4_000, lasts: 2_000 } as const
const schedule: Schedule = {
  seed: 3,
  orders: 2,
  minutes: 1,
  house: 'small',
  purchases: [],
  faults: [kill],
}
const began = Date.parse('2026-11-29T22:00:00Z')

const lives = [
  {
    ...newLife('ord_good', 'token', 'customer-0@example.com'),
    paidAt: began + 3_000,
    firstPackAt: began + 7_600,
    finalAt: began + 20_000,
    texts: { all: 12, tailored: 9 },
  },
  {
    ...newLife('ord_bad', 'token', 'customer-1@example.com'),
    paidAt: began + 3_500,
    events: [{ at: began + 3_500, what: 'Stripe’s page: paid' }],
  },
]

/** Times in milliseconds from the beginning; it was due after fifteen seconds. */
function read(verdict: Read['verdict'], asked: number, ended: number, delivered: number | null) {
  const at = (time: number) => began + time
  const due = at(asked + 15_000)
  return { verdict, asked: at(asked), ended: at(ended), due, delivered: delivered && at(delivered) }
}

const played: Played = {
  schedule,
  began,
  faultsOver: began + 6_000,
  settled: began + 60_000,
  inflicted: [
    {
      fault: kill,
      began: began + 4_000,
      ended: began + 6_000,
      inFlight: 2,
      hit: ['ord_good', 'ord_bad'],
    },
  ],
  lives,
  firstPacks: [began + 5_000, began + 7_500],
  safeModes: [900, 0, 1_400],
  candidates: [
    {
      ...{ name: 'packhorse-4b-next', share: 50, ending: 'rolled-back', took: 21_300 },
      ...{ calls: 14, orders: 4, lastAsked: 600, kept: 0 },
      reason: '12 of 12 texts did not pass the checks, or were cut short, of the others 0 of 31',
    },
    {
      ...{ name: 'packhorse-4b-next', share: 41, ending: 'stopped', took: 40_000 },
      ...{ calls: 3, orders: 1, lastAsked: 0, kept: 0, reason: 'the game day' },
    },
  ],
  looks: {
    judge: { judged: 9, doubted: 2, unjudged: 1, unguarded: 0 },
    policies: [700],
    reviews: [
      read('approved', 0, 4_000, 9_000),
      read('rejected', 2_000, 5_000, null),
      read('expired', 4_500, 21_000, null),
    ],
  },
  ownEnds: [{ name: 'orders 2', at: began + 5_000, code: 1, said: 'Nobody answers.' }],
  stuck: [{ name: 'api 1', at: began + 59_000 }],
  findings: [{ order: 'ord_bad', what: 'It is paid for and was never delivered.' }],
  audited: {
    orders: 2,
    open: 1,
    rules: [{ name: 'lost', about: 'paid for and not delivered', looked: 2, found: 1 }],
    findings: [],
  },
  shortcomings: [],
}

describe('the report of a game day', () => {
  const report = reportOf(played, 'day.svg')

  it('says first whether it held', () => {
    expect(report).toContain(
      '**1 findings, 0 shortcomings of the day itself.** 2026-11-29 22:00 UTC',
    )
    const fine = { ...played, findings: [] }
    expect(reportOf(fine, 'day.svg')).toContain('**Nothing was lost.**')
  })

  it('says where Temporal kept its data', () => {
    expect(report).toContain('Temporal is the dev server')
    const full = { ...played, schedule: { ...schedule, house: 'full' as const } }
    expect(reportOf(full, 'day.svg')).toContain('on the shop’s PostgreSQL server')
  })

  it('says how long safe mode took to hold', () => {
    expect(report).toContain(
      'the last text was kept after it came on, s: median, longest | 0.9, 1.4 |',
    )
  })

  it('says of a candidate when it went back by itself, why, and what was asked of it afterwards', () => {
    expect(report).toContain(
      'for 50 % of the orders: it went back by itself 21.3 s later, after 14 calls in 4 orders: 12 of 12 texts did not pass',
    )
    expect(report).toContain('the last text was asked of it 0.6 s later, and 0 of its texts')
  })

  it('says of one that too few texts were asked of that it is undecided', () => {
    expect(report).toContain(
      'undecided with 3 calls in 1 order, and taken back by the operator 40.0 s later; no text was asked of it afterwards',
    )
  })

  it('says what waited for readers, and for how long', () => {
    expect(report).toContain('at the most at once, the oldest for, s | 3, 2, 16.5 |')
    expect(report).toContain('rejected, left until they were due | 1, 0, 1, 1 |')
    expect(report).toContain('to the next release, s: median, longest | 5.0, 5.0 |')
    expect(report).toContain('until nobody waited for it, s: median, longest | 1.5, 1.5 |')
  })

  it('counts who finished without an operator', () => {
    expect(report).toContain('| Finished without an operator | 1 of 2 (50.0 %) |')
  })

  it('says that every order was final only where every one was', () => {
    expect(report).toContain('| Not final 54 s later | 1 |')
    const all = { ...played, lives: lives.slice(0, 1) }
    expect(reportOf(all, 'day.svg')).toContain('| Then every order was final after | 54 s |')
  })

  it('says how long customers waited for their first pack', () => {
    expect(report).toContain('first pack in hand, s: median, longest | 4.6, 4.6 |')
  })

  it('says how much the models wrote in the end', () => {
    expect(report).toContain('| Sections that a model wrote, at the end | 9 of 12 (75.0 %) |')
  })

  it('says of each fault what it met, and when the next first pack came', () => {
    expect(report).toContain('| kill api | 1 | 2–2 | 2 | 1.5, 1.5 |')
    expect(report).toContain('| 4 | kill api 2 | 2.0 | 2 | 2 | 1.5 |')
  })

  it('tells what happened to a bad order, with the faults meanwhile', () => {
    expect(report).toMatch(
      /### ord_bad\n\n- 3\.5 s: Stripe’s page: paid\n- 4\.0 s: \*kill api 2\*\n- 6\.0 s: \*kill api 2 is over\*\n/,
    )
    expect(report).not.toContain('### ord_good')
  })

  it('gives the totals of the audit', () => {
    expect(report).toContain('| lost: paid for and not delivered | 2 | 1 |')
  })

  it('names processes that ended by themselves, and those that had to be killed', () => {
    expect(report).toContain('- orders 2 after 5 s (1): Nobody answers.')
    expect(report).toContain('- api 1 did not end when it was told to, and was killed after 59 s.')
  })
})

it('draws each fault in its lane and the orders that were finished', () => {
  const picture = pictureOf(played)
  expect(picture).toMatch(/^<svg [^]*<\/svg>\n$/)
  expect(picture.match(/fill="#b3261e"/g)).toHaveLength(1)
  expect(picture.match(/fill="#5b7083"/g)).toHaveLength(120)
  expect(picture).toContain('faults over, 6 s')
})
