import type { AskRecord, Attempt } from '../pack/attempt.ts'
import type { Outcome, PartKey } from '../pack/outcome.ts'
import { asked, noted } from './attempts.ts'
import type { Db } from './database.ts'
import { recalled, recorded } from './outcomes.ts'

interface Closing {
  readonly outcome: Outcome | null
  readonly ask: AskRecord
  readonly attempts: readonly Attempt[]
}

/**
 * The first and the last round trip of a model call, one statement each. What a family of tables
 * has to say in them lies in its own file.
 */
export function createCalls(db: Db) {
  const recall = async (key: PartKey): Promise<Outcome | null> =>
    (await recalled(db, key).executeTakeFirst())?.outcome ?? null

  return {
    async open(key: PartKey): Promise<{ readonly recorded: Outcome | null }> {
      return { recorded: await recall(key) }
    },

    /** @returns the outcome that stands, if any */
    async close(key: PartKey, { outcome, ask, attempts }: Closing): Promise<Outcome | null> {
      const told = db
        .with('tried', () => noted(db, key, ask, attempts))
        .with('asked', () => asked(db, key, ask))
      if (outcome === null) {
        await told.selectNoFrom((e) => e.lit(true).as('closed')).execute()
        return null
      }
      const written = await told
        .with('written', () => recorded(db, key, outcome))
        .selectFrom('written')
        .select('outcome')
        .executeTakeFirst()
      return written?.outcome ?? (await recall(key))
    },
  }
}
