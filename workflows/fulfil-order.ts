import { CancellationScope, continueAsNew, isCancellation, patched } from '@temporalio/workflow'
import type { Part } from '../pack/plan.ts'
import { isNotEntitled, orders, step } from './activities.ts'
import { deliver, publish } from './deliver.ts'
import { improve } from './improve.ts'
import { inFlight } from './in-flight.ts'
import { type PauseEnd, pauseUntil } from './pause.ts'
import { withRules } from './rules-of-0.1.0.ts'
import { lookAt } from './second-look.ts'
import { type Story, tellOf } from './story.ts'

/**
 * A paid order: the standard pack at once, then tailoring round by round, a new release whenever
 * a round brought something, until nothing can improve any more.
 */
export async function fulfilOrder(orderId: string): Promise<void> {
  let story: Story | undefined
  try {
    story = tellOf(withRules(await step('Read the order', orders.openOrder, orderId)))
    await fulfil(story)
  } catch (error) {
    if (!isNotEntitled(error)) throw error
    // The payment was taken back: nothing is owed any more, and nothing has failed.
    story?.tell({ state: 'revoked' })
  }
}

async function fulfil(story: Story): Promise<void> {
  await CancellationScope.nonCancellable(() => deliver(story))
  try {
    const nextRound = countFrom(story.order.firstRound ?? 1)
    // What became of payment and answers is asked of the store, which may say that they stand again.
    while (!(await story.standing.whileStands(() => tailor(story, nextRound))));
    await lookAgain(() => deliver(story))
  } catch (error) {
    if (!isCancellation(error)) throw error
    // An operator who cancels ends the tailoring; what was delivered stays, and is final.
    await CancellationScope.nonCancellable(async () => {
      await lookAgain(() => publish(story))
      await close(story)
    })
    throw error
  }
  await close(story)
}

/** Texts that a judge who only looks on is asked about at the same time. */
const looksAtOnce = 4

function countFrom(first: number): () => number {
  let next = first
  return () => next++
}

async function tailor(story: Story, nextRound: () => number): Promise<void> {
  const { id, lateStarts, revision } = story.order
  let firstOver: number | undefined
  const due = (start: number | undefined) =>
    start === undefined ? null : (firstOver ?? Date.now()) + start
  const parts = await step('Plan the tailoring', orders.planTailoring, id, revision)
  const first = nextRound()
  let read = 0
  let left = await round(story, first, parts, () => due(lateStarts[0]))
  firstOver = Date.now()
  for (const [index, start] of lateStarts.entries()) {
    // What comes before its time comes on top: it takes no round away that is planned.
    let end: PauseEnd = 'models-back'
    while (end !== 'due') {
      if (left.open.length === 0) return beRead(story, left, nextRound)
      const number = nextRound()
      const mayWake = number - read < first + 2 * lateStarts.length
      end = await pauseUntil(firstOver + start, `Round ${number} of tailoring`, mayWake)
      const next = end === 'due' ? lateStarts[index + 1] : start
      // For what a person has read no model is asked.
      const isRead = end === 'reviewed'
      read += isRead ? 1 : 0
      left = await round(story, number, isRead ? [] : left.open, () => due(next))
    }
  }
  await beRead(story, left, nextRound)
}

/** What waits for a person holds the order open, but not for ever. */
async function beRead(story: Story, left: Left, nextRound: () => number): Promise<void> {
  let { pendingUntil } = left
  while (pendingUntil) {
    // However the clocks of server and database differ, the store is not asked without a pause.
    const until = Math.max(Date.parse(pendingUntil) + second, Date.now() + leastPause)
    await pauseUntil(until, 'Texts wait to be read', false)
    pendingUntil = (await round(story, nextRound(), [], () => null)).pendingUntil
  }
}

/** Milliseconds. */
const [second, leastPause] = [1_000, 5_000]

async function round(
  story: Story,
  number: number,
  parts: readonly Part[],
  nextAt: () => number | null,
) {
  story.tell({ nextRound: null })
  const { improved, open, pendingUntil, news, watched } = await improve(
    story,
    number,
    parts,
    nextAt,
  )
  if (improved) await deliver(story, news)
  else story.tell(news)
  // What they say is kept, and changes nothing: the customer has the release already.
  await inFlight(looksAtOnce, watched, (part) => lookAt(story, part, number))
  return { open, pendingUntil }
}

type Left = Awaited<ReturnType<typeof round>>

/** A worker that was cut off may have recorded a text without a word to anybody. */
async function lookAgain(look: () => Promise<unknown>): Promise<void> {
  if (patched('look-again')) await look()
}

/** For answers that were corrected since, it all begins again, in another run. */
async function close(story: Story): Promise<void> {
  const { id, revision } = story.order
  const end = await step('Close the order', orders.completeOrder, id, revision)
  if (end === 'corrected') await continueAsNew<typeof fulfilOrder>(id)
  story.tell({ state: 'complete' })
}
