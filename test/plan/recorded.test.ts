import { expect, it } from 'vitest'
import { presentDemand, readRecorded } from '../../bench/plan/demand.ts'

it('a shop without orders is planned by what 500 firms ask for today (node bench/record-demand.ts)', () => {
  expect(readRecorded()).toEqual(presentDemand())
})
