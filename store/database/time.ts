import { sql } from 'kysely'

/** The database's clock, which all processes share. */
export const now = sql<string>`now()`

export const inSeconds = (seconds: number) => sql<string>`now() + make_interval(secs => ${seconds})`

export const daysAgo = (days: number) => sql<string>`now() - make_interval(days => ${days})`
