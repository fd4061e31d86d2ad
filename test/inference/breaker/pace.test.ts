import { expect, it } from 'vitest'
import { createPace } from '../../../inference/route/breaker/pace.ts'
import { noReply } from '../../../inference/wire/reply.ts'

/** An answer of so many tokens, of which the first came after so many milliseconds. */
const reply = (firstToken: number, out = 100) => ({
  ...noReply(null, 'm'),
  firstToken,
  tokens: { in: 500, out, cached: 0, estimated: false },
})

/** Answers of one endpoint after another, unless they began earlier. */
function watched(endpoint = 'a', pace = createPace()) {
  let now = 0
  const answer = (first: number, whole: number, { at = now, operation = 'o' } = {}) => {
    const ended = at + whole
    now = Math.max(now, ended)
    return pace.isSick({ endpoint, operation, reply: reply(first), began: at, ended })
  }
  return { pace, answer, now: () => now, normal: () => answer(300, 2_300) }
}

/** A pace that is known: the first token after 300 ms, then one every 20 ms. */
function known() {
  const all = watched()
  for (let n = 0; n < 20; n++) all.normal()
  return all
}

it('three answers in a row whose first token is late make an endpoint sick', () => {
  const { answer } = known()
  const late = () => answer(2_500, 4_500)
  expect([late(), late(), late(), late()]).toEqual([false, false, true, false])
})

it('so do three that trickle', () => {
  const { answer } = known()
  const slow = () => answer(300, 15_300)
  expect([slow(), slow(), slow()]).toEqual([false, false, true])
})

it('one at the usual pace between them does not', () => {
  const { answer, normal } = known()
  const late = () => answer(2_500, 4_500)
  expect([late(), late(), normal(), late(), late()]).toEqual(Array(5).fill(false))
})

it('one of an operation that was seldom asked for says nothing between them', () => {
  const { answer } = known()
  const late = (operation = 'o') => answer(2_500, 4_500, { operation })
  expect([late(), late('rare'), late(), late('rare'), late()]).toEqual([
    ...Array(4).fill(false),
    true,
  ])
})

it('calls of one burst, which wait for each other, count once', () => {
  const { answer, now } = known()
  const at = now()
  const burst = Array.from({ length: 32 }, (_, n) => answer(2_500 + 50 * n, 4_500 + 50 * n, { at }))
  expect(burst).not.toContain(true)
})

it('an operation is held against its like', () => {
  const { answer } = known()
  const large = Array.from({ length: 20 }, () => answer(2_500, 4_500, { operation: 'large' }))
  expect(large).not.toContain(true)
})

it('nobody minds a slow endpoint that always was, nor one whose pace is not known', () => {
  const { answer } = watched('slow')
  const verdicts = Array.from({ length: 40 }, () => answer(6_000, 40_000))
  expect(verdicts).not.toContain(true)
})

it('nobody minds five times of next to nothing', () => {
  const { answer } = known()
  const late = () => answer(1_900, 3_900)
  expect([late(), late(), late()]).toEqual([false, false, false])
})

it('each endpoint is held against itself', () => {
  const { answer } = watched('b', known().pace)
  const other = () => answer(5_000, 30_000)
  expect([other(), other(), other()]).toEqual([false, false, false])
})
