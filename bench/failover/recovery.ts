import { setTimeout as sleep } from 'node:timers/promises'
import type { Story, Trial } from './trial.ts'

/** Milliseconds that the primary is away. */
const outage = 60_000

/** Milliseconds after which it has to be asked again. */
const back = 45_000

/** Calls of an endpoint that is away, of all orders in that minute. */
const mostTries = 20

/** Milliseconds between two orders. */
const pause = 5_000

/**
 * The primary is away for a minute while orders come in, then well: all are served meanwhile, few
 * tries are lost on it, and it is back in time.
 *
 * @returns what fell short
 */
export async function recovery(trial: Trial, signal: AbortSignal): Promise<string[]> {
  await trial.primary.behave('away')
  const meanwhile = await ordersFor(outage, trial, signal)
  await trial.primary.behave('up')
  const well = Date.now()
  let isBack = false
  while (!isBack && Date.now() - well < back) {
    const { asks } = await trial.order()
    isBack = asks
      .flat()
      .some(({ endpoint, verdict }) => endpoint === 'primary' && verdict === 'accepted')
    if (!isBack) await sleep(pause, undefined, { signal })
  }
  const lost = meanwhile
    .flatMap(({ asks }) => asks.flat())
    .filter((one) => one.endpoint === 'primary')
  const unserved = meanwhile.filter(({ sections }) =>
    sections.some(({ source }) => source !== 'model'),
  )
  return [
    ...meanwhile.flatMap(({ packFault }) => packFault ?? []),
    ...(unserved.length > 0 ? [`${unserved.length} orders were not tailored meanwhile`] : []),
    ...(lost.length > mostTries ? [`${lost.length} tries of the endpoint that was away`] : []),
    ...(isBack ? [] : [`it was not asked again within ${back / 1_000} s`]),
  ]
}

async function ordersFor(
  milliseconds: number,
  trial: Trial,
  signal: AbortSignal,
): Promise<Story[]> {
  const stories: Story[] = []
  const end = Date.now() + milliseconds
  while (Date.now() < end) {
    stories.push(await trial.order())
    await sleep(Math.min(pause, Math.max(0, end - Date.now())), undefined, { signal })
  }
  return stories
}
