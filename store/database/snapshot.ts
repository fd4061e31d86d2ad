import type { Db } from './database.ts'

/** Reads of one moment, by which nothing can be changed. */
export function snapshot<T>(db: Db, read: (at: Db) => Promise<T>): Promise<T> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(read)
}
