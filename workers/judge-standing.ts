import { judgeVersion } from '../inference/judge/judge-prompt.ts'
import type { JudgeStanding } from '../inference/judge/looked.ts'
import { mayGate } from '../pack/calibration.ts'
import type { Site } from '../site/site.ts'
import { endpointsOf } from './endpoints-of.ts'
import { createLoop } from './loop.ts'

/** Milliseconds until a calibration holds everywhere. */
const pause = 10_000

/** Turns between two looks at what models have written. */
const every = 6

/**
 * For those who write, what a judge may do: nothing where the environment names none, and only look on until all that may
 * be asked were measured well enough. And how much each model has written. While the store does not answer, what was
 * known stands.
 */
export async function createJudgeStanding({ environment, calibrations, rollups, observe }: Site) {
  const judges = new Set(endpointsOf('judge', environment).map(({ model }) => model))
  let standing: JudgeStanding = 'none'
  let written: ReadonlyMap<string, number> = new Map()
  let turn = 0

  async function look(): Promise<boolean> {
    if (turn % every === 0) written = await rollups.written()
    turn += 1
    const measured = (await calibrations.standing()).filter(
      (one) => one.promptVersion === judgeVersion && mayGate(one),
    )
    const isMeasured = (name: string) => measured.some(({ model }) => model === name)
    if (judges.size > 0) standing = [...judges].every(isMeasured) ? 'gates' : 'watches'
    return false
  }

  await look()
  return {
    standing: () => standing,
    writtenBy: (model: string) => written.get(model) ?? 0,
    runner: createLoop({ work: look, pause, failed: observe.settingsAway }),
  }
}
