import { expect, it } from 'vitest'
import { createPace } from '../../../inference/route/breaker/pace.ts'
import { noReply } from '../../../inference/wire/reply.ts'

/** An answer of so many tokens, of which the first came after so many milliseconds. */
const reply = (firstToken: number, out = 100) => ({
  ...noReply(null, 'm'),
  firstToken,
  tokens: { in: 500, out, cached: 0, estimated: false },
})

/** A pace that is known: the first token after 300 ms, then one every 20 ms. */
function known() {
  const pace = createPace()
  const normal = () => pace.isSick('a', reply(300), 2_300)
  for (let n = 0; n < 20; n++) normal()
  return { ...pace, normal }
}

it('three answers in a row whose first token is late make an endpoint sick', () => {
  const { isSick } = known()
  const late = () => isSick('a', reply(2_500), 4_500)
  expect([late(), late(), late(), late()]).toEqual([false, false, true, false])
})

it('so do three that trickle', () => {
  const { isSick } = known()
  const slow = () => isSick('a', reply(300), 15_300)
  expect([slow(), slow(), slow()]).toEqual([false, false, true])
})

it('one at the usual pace between them does not', () => {
  const { isSick, normal } = known()
  const late = () => isSick('a', reply(2_500), 4_500)
  expect([late(), late(), normal(), late(), late()]).toEqual(Array(5).fill(false))
})

it('nobody minds a slow endpoint that always was, nor one whose pace is not known', () => {
  const pace = createPace()
  const verdicts = Array.from({ length: 40 }, () => pace.isSick('slow', reply(6_000), 40_000))
  expect(verdicts).not.toContain(true)
})

it('nobody minds five times of next to nothing', () => {
  const { isSick } = known()
  const late = () => isSick('a', reply(1_900), 3_900)
  expect([late(), late(), late()]).toEqual([false, false, false])
})

it('each endpoint is held against itself', () => {
  const { isSick } = known()
  const other = () => isSick('b', reply(5_000), 30_000)
  expect([other(), other(), other()]).toEqual([false, false, false])
})
