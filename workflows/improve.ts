import { ActivityFailure, isCancellation } from '@temporalio/workflow'
import type { PartResult } from '../activities/inference.ts'
import { homeModel, type ModelTier } from '../pack/order.ts'
import type { Part } from '../pack/plan.ts'
import { inference, orders, step } from './activities.ts'
import { type Answer, inWords, isWatched, isWritten, missesIn, tally } from './answer.ts'
import { inFlight } from './in-flight.ts'
import { lookAt, waitsForJudge } from './second-look.ts'
import { ofAnswers, type Story } from './story.ts'

/** Rows of one list artefact that are asked for at the same time. */
const rowsAtOnce = 4

/**
 * Asks for every part, all artefacts side by side, and settles the round. A part that fails is a
 * value with its reason; nothing here can fail the order.
 *
 * @param nextAt epoch milliseconds at which the next round starts; null: this is the last
 */
export async function improve(
  story: Story,
  round: number,
  parts: readonly Part[],
  nextAt: () => number | null,
) {
  const byArtefact = Object.values(Object.groupBy(parts, ({ artefact }) => artefact))
  const asked = byArtefact.map((rows = []) =>
    inFlight(rowsAtOnce, rows, (part) => write(story, part, round)),
  )
  const answers = (await Promise.all(asked)).flat()
  const due = nextAt()
  const next = due === null ? null : new Date(due).toISOString()
  const settled = await step(`Settle round ${round}: ${tally(answers)}`, orders.settleRound, {
    order: story.order.id,
    round,
    ...ofAnswers(story),
    misses: missesIn(answers),
    nextAt: next,
  })
  // Of 0.1.0, which did not tell, the answers of the round have to do.
  const { open, improved = answers.some(isWritten), standing, fallbacks, pendingUntil } = settled
  const nextRound = open.length > 0 ? next : null
  const news = {
    readBy: pendingUntil ?? null,
    standing,
    fallbacks,
    asked: answers.map(inWords),
    nextRound,
  }
  return { improved, open, pendingUntil, news, watched: answers.filter(isWatched) }
}

/** A text that waits for the judge is looked at; one that it doubts is written once more, and looked at again. */
async function write(story: Story, part: Part, round: number): Promise<Answer> {
  const answer = await writeOnce(story, part, round)
  const { model, result } = answer.asked.at(-1)!
  if (!waitsForJudge(result)) return answer
  const said = await lookAt(story, part, round)
  if (said.source === 'none' || said.look !== 'repair') return { ...answer, judged: [said] }
  const again = await ask(story, part, round, model, { isUrgent: false })
  const asked = [...answer.asked, { model, result: again }]
  if (!waitsForJudge(again)) return { ...part, asked, judged: [said] }
  return { ...part, asked, judged: [said, await lookAt(story, part, round)] }
}

/** First the tier's own queue, then, where the failure allows it, the other tier's. */
async function writeOnce(story: Story, part: Part, round: number): Promise<Answer> {
  const home = homeModel(story.order.tier)
  const isUrgent = round === (story.order.firstRound ?? 1)
  const first = await ask(story, part, round, home, { isUrgent })
  const asked = [{ model: home, result: first }]
  if (first.source !== 'none' || first.next === undefined || part.homeOnly)
    return { ...part, asked }
  const second = await ask(story, part, round, first.next, { isUrgent: false })
  return { ...part, asked: [...asked, { model: first.next, result: second }] }
}

async function ask(
  story: Story,
  { artefact, part, title }: Part,
  round: number,
  model: ModelTier,
  urgency: { readonly isUrgent: boolean },
): Promise<PartResult> {
  const { order } = story
  const { writePart } = inference(order.tier, model, order.timeouts[model], urgency)
  try {
    const key = { order: order.id, artefact, part, round, ...ofAnswers(story) }
    return await step(`${title} (${model})`, writePart, key)
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error
    // Nobody took the call, or whoever took it died twice.
    return order.unanswered[model]
  }
}
