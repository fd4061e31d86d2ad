import { goInstallLine } from '../go-program.ts'
import { devServerArgs, provideTemporalCli } from '../temporal.ts'
import {
  createTemporalSchema,
  hasNamespace,
  prepareTemporalServer,
  type ServerProgram,
  temporalOnPostgres,
} from '../temporal-on-postgres.ts'
import type { Place } from './place.ts'

/** On the database's own PostgreSQL server, or the dev server with a file. */
type TemporalKind = 'postgres' | 'dev-server'

export interface GamedayTemporal {
  readonly program: ServerProgram
  /** To be awaited between PostgreSQL's start and Temporal's. */
  prepare(): Promise<void>
  isServing(): Promise<boolean>
}

/** @throws Error with the remedy where that kind cannot be had */
export async function provideTemporal(
  kind: TemporalKind,
  { folder, ports }: Place,
  say: (line: string) => void,
): Promise<GamedayTemporal> {
  const isServing = () => hasNamespace(`127.0.0.1:${ports.temporal}`)
  if (kind === 'dev-server') {
    const args = devServerArgs(folder, ports.temporal, ports.temporalUi)
    const program = { command: await provideTemporalCli(say), args }
    return { program, prepare: async () => {}, isServing }
  }
  say('Temporal’s server is built with Go where it is not there yet, which takes minutes …')
  if (!(await prepareTemporalServer()))
    throw new Error(
      `There is no Go to build Temporal’s server with; ${goInstallLine}, or add --small.`,
    )
  const postgres = `postgres://postgres@127.0.0.1:${ports.database}`
  return {
    program: temporalOnPostgres({ postgres, folder, port: ports.temporal }),
    prepare: () => createTemporalSchema(postgres),
    isServing,
  }
}
