import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ArmTallies,
  type CanaryTallies,
  faultOf,
  gates,
  hasPassed,
} from '../../pack/canary.ts'
import { highestRate, isWorse } from '../../pack/sequential.ts'

/** A chance that is the same in each run. */
function luck(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Looks after each text of a candidate and the nine of the others that come with it. */
function isEverWorse(
  rates: readonly [number, number],
  texts: number,
  margin: number,
  seed: number,
) {
  const random = luck(seed)
  const [candidate, control] = [
    { bad: 0, of: 0 },
    { bad: 0, of: 0 },
  ]
  for (let text = 0; text < texts; text += 1) {
    candidate.of += 1
    candidate.bad += Number(random() < rates[0])
    control.of += 9
    for (let other = 0; other < 9; other += 1) control.bad += Number(random() < rates[1])
    if (isWorse(candidate, control, margin, 0.05)) return text + 1
  }
  return null
}

const runs = Array.from({ length: 200 }, (_, seed) => seed * 7_919 + 1)

describe('the sequential test', () => {
  it('takes a candidate that is as good for worse in at most one of twenty runs, at however many looks', () => {
    const alarms = runs.filter((seed) => isEverWorse([0.2, 0.2], 300, 0, seed) !== null)
    expect(alarms.length).toBeLessThanOrEqual(runs.length * 0.05)
  })

  it('finds one that is much worse within some dozens of texts', () => {
    const found = runs.map((seed) => isEverWorse([0.6, 0.05], 300, 0.05, seed))
    expect(found).not.toContain(null)
    expect(found.toSorted((a, b) => a! - b!)[100]).toBeLessThan(25)
  })

  it('leaves a rate possible that is above the one seen, and less so the more was seen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 50 }), (bad, good) => {
        const [few, many] = [
          highestRate({ bad, of: bad + good }, 0.05),
          highestRate({ bad: 10 * bad, of: 10 * (bad + good) }, 0.05),
        ]
        expect(few).toBeGreaterThanOrEqual(bad / (bad + good))
        expect(many).toBeLessThanOrEqual(few + 1e-9)
      }),
    )
  })

  it('needs 16 texts of which none is good beside as many that all are, and 12 beside twice as many', () => {
    const bad = (count: number) => ({ bad: count, of: count })
    const isFound = (count: number, others: number) =>
      isWorse(bad(count), { bad: 0, of: others }, 0.05, 0.01 / gates.length)
    expect([isFound(15, 15), isFound(16, 16)]).toEqual([false, true])
    expect([isFound(11, 22), isFound(12, 24)]).toEqual([false, true])
  })

  it('says nothing where nothing was tried', () => {
    expect(highestRate({ bad: 0, of: 0 }, 0.05)).toBe(1)
    expect(isWorse({ bad: 5, of: 5 }, { bad: 0, of: 0 }, 0, 0.05)).toBe(false)
    expect(isWorse({ bad: 0, of: 0 }, { bad: 0, of: 90 }, 0, 0.05)).toBe(false)
  })
})

describe('a canary', () => {
  const arm = (of: number, bad: Partial<Record<string, number>> = {}) =>
    Object.fromEntries(
      gates.map((gate) => [gate, { bad: bad[gate] ?? 0, of }]),
    ) as unknown as ArmTallies
  const tallies = (candidate: ArmTallies, control = arm(900)): CanaryTallies => ({
    candidate,
    control,
  })

  it.each(gates)('goes back for texts that are %s, and says so', (gate) => {
    const why = faultOf(tallies(arm(60, { [gate]: 45 })))
    expect(why).toMatch(/^45 of 60 texts .*, of the others 0 of 900$/)
  })

  it('stays while it is no worse than what stands, however bad that is', () => {
    expect(faultOf(tallies(arm(100, { invalid: 50 }), arm(900, { invalid: 450 })))).toBeNull()
  })

  it('has passed once it was asked often enough without a fault', () => {
    expect(hasPassed(tallies(arm(199)))).toBe(false)
    expect(hasPassed(tallies(arm(200)))).toBe(true)
    expect(hasPassed(tallies(arm(300, { refused: 200 })))).toBe(false)
  })
})
