import { describe, expect, it } from 'vitest'
import { createPrecaution, type PrecautionPorts } from '../../orders/upkeep/precaution.ts'

type Tally = Awaited<ReturnType<PrecautionPorts['asked']>>[number]
type Standing = Awaited<ReturnType<PrecautionPorts['settings']['standing']>>[number]

const whole = { key: 'safeMode', value: true, risk: null, share: null } as const
const calm: Tally = {
  tier: '4b',
  operation: null,
  orders: 40,
  refused: 1,
  blocked: 1,
  judged: 0,
  doubted: 0,
}

async function takenAt(tallies: readonly Tally[], already: readonly Standing[] = []) {
  const standing = [...already]
  const taken: unknown[] = []
  const look = createPrecaution({
    asked: async () => tallies,
    settings: {
      standing: async () => standing,
      change: async (change) => {
        const { tier, operation } = change
        const isSame = (one: Standing) => one.tier === tier && one.operation === operation
        standing.splice(0, standing.length, ...standing.filter((one) => !isSame(one)), change)
        taken.push([change.tier, change.operation, change.until, change.why])
      },
    },
    clock: () => new Date('2026-11-30T12:00:00.000Z'),
    observe: { precautionTaken() {} },
  })
  await look()
  await look()
  return taken
}

const until = '2026-11-30T13:00:00.000Z'

describe('safe mode comes on by itself', () => {
  it('for a tier whose texts are refused in too many orders, once, for an hour', async () => {
    expect(await takenAt([{ ...calm, orders: 12, refused: 9 }])).toEqual([
      ['4b', null, until, 'texts of 9 of 12 orders were declined by the model within 10 minutes'],
    ])
  })

  it('for one operation that a guard keeps back', async () => {
    const operation = 'gdpr.risk-plan'
    expect(await takenAt([calm, { ...calm, operation, orders: 12, blocked: 10 }])).toEqual([
      [
        '4b',
        operation,
        until,
        'texts of 10 of 12 orders were kept back by a guard within 10 minutes',
      ],
    ])
  })

  it('for an operation whose texts the judge doubts, of those that it looked at', async () => {
    const operation = 'gdpr.notice-section'
    const judged = { ...calm, operation, orders: 0, refused: 0, blocked: 0, judged: 12, doubted: 9 }
    expect(await takenAt([judged])).toEqual([
      [
        '4b',
        operation,
        until,
        'texts of 9 of 12 orders were doubted by the judge within 10 minutes',
      ],
    ])
  })

  it('not where it may be chance, or one customer', async () => {
    expect(await takenAt([{ ...calm, orders: 9, refused: 9 }])).toEqual([])
    expect(await takenAt([{ ...calm, orders: 10, refused: 4 }])).toEqual([])
  })

  it('not where it is on for all that it belongs to', async () => {
    const everywhere = { ...whole, tier: null, operation: null }
    expect(await takenAt([{ ...calm, orders: 12, refused: 12 }], [everywhere])).toEqual([])
  })

  it('where it is off for that alone, though it is on for more', async () => {
    const on = { ...whole, tier: null, operation: null }
    const off = { ...whole, value: false, tier: '4b' as const, operation: null }
    expect(await takenAt([{ ...calm, orders: 12, refused: 12 }], [on, off])).toHaveLength(1)
  })

  it('for a tier of which it is on for one operation alone', async () => {
    const one = { ...whole, tier: '4b', operation: 'gdpr.briefing' } as const
    expect(await takenAt([{ ...calm, orders: 12, refused: 12 }], [one])).toHaveLength(1)
  })
})
