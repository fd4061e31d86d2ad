import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Labelled, readLabelled } from '../../commands/judge/labelled.ts'
import { calibrationOf, verdictsOf } from '../../commands/judge/measure.ts'
import { isInstalled } from '../../dev/real-model/python.ts'
import type { RealModel } from '../../dev/real-model/server.ts'
import {
  smollm2Name as model,
  smollm2,
  smollm2Window,
  startSmollm2,
} from '../../dev/real-model/smollm2.ts'
import { endpointsFromUrls } from '../../inference/route/endpoints.ts'
import { fewest, mayGate } from '../../pack/calibration.ts'
import { key } from './on-the-wire.ts'

/** Milliseconds: one thread reads a section and its facts for minutes. */
const patience = { queue: 1_000, attempt: 600_000, whole: 600_000 }
const timeouts = { '4b': patience, '32b': patience, judge: patience }

const labelled = readLabelled(join(import.meta.dirname, '..', 'answers', 'answers.jsonl'))

/** Of each kind the shortest, as few as a judge is measured by. */
const answers = [true, false].flatMap((wanted) => {
  const ofKind = labelled.filter(({ isFaulty }) => isFaulty === wanted)
  return ofKind.toSorted((a, b) => lengthOf(a) - lengthOf(b)).slice(0, fewest)
})

describe.skipIf(!isInstalled(smollm2))('SmolLM2 as a judge (npm run model installs it)', () => {
  let served: RealModel
  beforeAll(async () => {
    served = await startSmollm2({ key })
  })
  afterAll(() => served.stop())

  it('marks the sentences of each answer, and is measured to be none that may decide', async () => {
    const [endpoint] = endpointsFromUrls({ tier: 'judge', urls: [served.url], model, key })
    if (endpoint === undefined) throw new Error('no endpoint of the judge')
    const verdicts = await verdictsOf({
      endpoint: { ...endpoint, contextTokens: smollm2Window, slots: 1 },
      ...{ answers, timeouts, signal: new AbortController().signal },
      done: (count) => console.log(`looked at ${count} of ${answers.length} answers`),
    })
    expect(verdicts.filter(({ isDoubted }) => isDoubted === null)).toEqual([])
    const measured = calibrationOf(model, verdicts)
    console.log(measured)
    expect(mayGate(measured)).toBe(false)
  })
})

function lengthOf({ content }: Labelled): number {
  return JSON.stringify(content).length
}
