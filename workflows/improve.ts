import { ActivityFailure, isCancellation } from '@temporalio/workflow'
import type { PartResult } from '../activities/inference.ts'
import { consequenceOf } from '../pack/notice.ts'
import { homeModel, type ModelTier } from '../pack/order.ts'
import type { Part } from '../pack/plan.ts'
import { inference, orders } from './activities.ts'
import { inFlight } from './in-flight.ts'
import type { Story } from './story.ts'

/** Rows of one list artefact that are asked for at the same time. */
const rowsAtOnce = 4

/** Late and borrowed work stands behind everything else. */
const lowest = { priorityKey: 5 }

/**
 * Asks for every part, all artefacts side by side, and settles the round. A part that fails is a
 * value with its reason; nothing here can fail the order.
 *
 * @param nextIn milliseconds until the next round; undefined: this was the last
 */
export async function improve(
  story: Story,
  round: number,
  parts: readonly Part[],
  nextIn: number | undefined,
) {
  const byArtefact = Object.values(Object.groupBy(parts, ({ artefact }) => artefact))
  const asked = byArtefact.map((rows = []) =>
    inFlight(rowsAtOnce, rows, async (part) => ({
      ...part,
      outcome: await write(story, part, round),
    })),
  )
  const results = (await Promise.all(asked)).flat()
  const settled = await orders.settleRound.executeWithOptions(
    { summary: `Settle round ${round}` },
    [
      {
        order: story.order.id,
        round,
        misses: results.flatMap(({ artefact, part, outcome }) =>
          outcome.source === 'none' ? [{ artefact, part, outcome }] : [],
        ),
        nextAt: nextIn === undefined ? null : new Date(Date.now() + nextIn).toISOString(),
      },
    ],
  )
  const { open, ...news } = settled
  return { improved: results.some(({ outcome }) => outcome.source !== 'none'), open, news }
}

/** First the tier's own queue, then, where the failure allows it, the other tier's. */
async function write(story: Story, part: Part, round: number): Promise<PartResult> {
  const home = homeModel(story.order.tier)
  const first = await ask(story, part, round, home, round > 1)
  if (first.source !== 'none' || first.next === undefined || part.homeOnly) return first
  return ask(story, part, round, first.next, true)
}

async function ask(
  { order }: Story,
  { artefact, part, title }: Part,
  round: number,
  model: ModelTier,
  late: boolean,
): Promise<PartResult> {
  const { writePart } = inference(model, order.timeouts[model])
  const options = { summary: `${title} (${model})`, ...(late && { priority: lowest }) }
  try {
    return await writePart.executeWithOptions(options, [{ order: order.id, artefact, part, round }])
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error
    return unanswered(model)
  }
}

/** Nobody took the call, or whoever took it died twice. */
function unanswered(model: ModelTier): PartResult {
  const reason = 'timeout'
  const falls = model === '32b' && consequenceOf({ reason }).fallsTo4b
  return { source: 'none', reason, ...(falls && { next: '4b' as const }) }
}
