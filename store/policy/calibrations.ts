import type { Calibration } from '../../pack/calibration.ts'
import type { Db } from '../database/database.ts'

/** How well judges were measured to agree with people. */
export function createCalibrations(db: Db) {
  return {
    async record(calibration: Calibration, by: string): Promise<void> {
      const { model, promptVersion, answers, kappa, low, high, found, alarmed } = calibration
      const measured = { answers, kappa, low, high, found, alarmed }
      const judge = { judge: model, judge_version: promptVersion }
      await db
        .insertInto('judge_calibrations')
        .values({ ...judge, ...measured, by_whom: by })
        .execute()
    },

    /** The newest of each judge and version. */
    standing: (): Promise<Calibration[]> =>
      db
        .selectFrom('judge_calibrations')
        .distinctOn(['judge', 'judge_version'])
        .select(['judge as model', 'judge_version as promptVersion', 'answers'])
        .select(['kappa', 'low', 'high', 'found', 'alarmed'])
        .orderBy('judge')
        .orderBy('judge_version')
        .orderBy('id', 'desc')
        .execute(),
  }
}
