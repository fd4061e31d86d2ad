import type { Ask } from '../../inference/job/ask.ts'
import { endpointsFromUrls } from '../../inference/route/endpoints.ts'
import type { Outcome } from '../../pack/outcome.ts'
import { openRig, shortLimits } from '../inference/rig.ts'
import { key, type RealServer } from './on-the-wire.ts'

/** Milliseconds: a real server on one thread takes its time. */
const anHour = 3_600_000

/** What the whole policy makes of a real model's answers to the product's own prompts. */
export async function outcomesOf({ url, model, window }: RealServer, asks: readonly Ask[]) {
  const endpoints = endpointsFromUrls({ tier: '4b', urls: [url], model, key })
  const rig = await openRig({
    servers: 0,
    endpoints: () => endpoints.map((each) => ({ ...each, contextTokens: window })),
    limits: shortLimits(anHour, 0),
  })
  const outcomes: Outcome[] = []
  for (const ask of asks) outcomes.push(await rig.write({ ...ask, deadline: Date.now() + anHour }))
  return { outcomes, attempts: rig.attempts }
}
