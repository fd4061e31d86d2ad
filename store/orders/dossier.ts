import { sql } from 'kysely'
import type { Db } from '../database/database.ts'

/** A version of the pack; times are ISO 8601, UTC. */
export interface DossierRelease {
  readonly version: number
  /** Texts of it are standard ones that could be tailored. */
  readonly degraded: boolean
  /** Null: it is planned, and not built yet. */
  readonly publishedAt: string | null
  readonly downloads: number
}

/** A letter to the customer, without its words. */
export interface DossierLetter {
  readonly template: string
  /** Of the pack that it tells of; of one about an incident that one's number. */
  readonly version: number
  /** Null: it waits. */
  readonly endedAt: string | null
  readonly ending: string | null
  /** What the mail server said last, or what came back; null: nothing. */
  readonly said: string | null
}

export interface Dossier {
  readonly releases: readonly DossierRelease[]
  readonly letters: readonly DossierLetter[]
}

/** What left the house of one order: versions of its pack, and letters; the oldest first. */
export function createDossier(db: Db) {
  return async (order: string): Promise<Dossier> => {
    const [releases, letters] = await Promise.all([
      releasesOf(order).execute(db),
      lettersOf(order).execute(db),
    ])
    return { releases: releases.rows, letters: letters.rows }
  }
}

const releasesOf = (order: string) => sql<DossierRelease>`
  select version, degraded, published_at as "publishedAt", (
    select count(*)::int from downloads
    where downloads.order_id = releases.order_id and downloads.version = releases.version
  ) as downloads
  from releases where order_id = ${order} order by version`

const lettersOf = (order: string) => sql<DossierLetter>`
  select template, version, ended_at as "endedAt", ending, coalesce((
    select kind || ': ' || said from mail_reports
    where mail_reports.order_id = outbox.order_id and mail_reports.template = outbox.template
      and mail_reports.version = outbox.version
    order by reported_at desc limit 1
  ), last_error) as said
  from outbox where order_id = ${order} order by ended_at nulls last, due_at`
