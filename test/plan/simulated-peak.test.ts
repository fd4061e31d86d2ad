import { beforeAll, describe, expect, it } from 'vitest'
import { mixes, planOf, quietTime, simulated } from '../../bench/plan/check.ts'
import { promised } from '../../commands/plan/server.ts'
import type { Demand } from '../../pack/demand.ts'

const { signal } = new AbortController()

let ledger: Demand
beforeAll(async () => {
  ledger = await quietTime(signal)
})

const cases = mixes.flatMap((mix) => [7, 8].map((seed) => ({ ...mix, seed })))

describe.each(cases)('the busiest hour of a shop, $name, seed $seed', ({ seed, ...mix }) => {
  const run = { seed, orders: 2_000 }

  it('gives texts a place in time where its servers are as planned', async () => {
    const plan = planOf(mix, ledger)
    const fared = await simulated(plan, run, signal)
    expect(plan.tiers).toHaveLength(2)
    for (const { model } of plan.tiers) {
      expect(fared(model).texts).toBeGreaterThan(500)
      expect(fared(model).inTime).toBeGreaterThanOrEqual(promised)
    }
  })

  it('does not, where one is missing or has half of its GPUs', async () => {
    const plan = planOf(mix, ledger)
    const smaller = plan.tiers.filter((tier) => tier.smaller !== null)
    expect(smaller).not.toEqual([])
    for (const { model } of smaller) {
      const fared = await simulated(plan, { ...run, short: model }, signal)
      expect(fared(model).inTime).toBeLessThan(promised)
    }
  })
})
