import { expect, it } from 'vitest'
import { createLoop } from '../../workers/loop.ts'

it('a loop that fails turn after turn tells of it once a minute at most', async () => {
  const told: unknown[] = []
  let turns = 0
  const work = async () => {
    turns += 1
    if (turns === 5) loop.shutdown()
    throw new Error(`turn ${turns}`)
  }
  const loop = createLoop({ work, pause: 1, failed: (error) => told.push(error) })
  await loop.run()
  expect([turns, told]).toEqual([5, [new Error('turn 1')]])
})
