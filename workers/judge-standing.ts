import { judgeVersion } from '../inference/judge/judge-prompt.ts'
import type { JudgeStanding } from '../inference/judge/looked.ts'
import { mayGate } from '../pack/calibration.ts'
import type { Site } from '../site/site.ts'
import { endpointsOf } from './endpoints-of.ts'
import { createLoop } from './loop.ts'

/** Milliseconds until a calibration holds everywhere. */
const pause = 10_000

/**
 * What a judge may do, for those who write: nothing where the environment names none, and only look on until all that
 * may be asked were measured well enough. While the store does not answer, what was known stands.
 */
export async function createJudgeStanding({ environment, calibrations, observe }: Site) {
  const models = new Set(endpointsOf('judge', environment).map(({ model }) => model))
  let standing: JudgeStanding = 'none'

  async function look(): Promise<boolean> {
    const measured = (await calibrations.standing()).filter(
      (one) => one.promptVersion === judgeVersion && mayGate(one),
    )
    const isMeasured = (name: string) => measured.some(({ model }) => model === name)
    if (models.size > 0) standing = [...models].every(isMeasured) ? 'gates' : 'watches'
    return false
  }

  await look()
  return {
    standing: () => standing,
    runner: createLoop({ work: look, pause, failed: observe.settingsAway }),
  }
}
