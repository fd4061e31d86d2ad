import { mkdtempSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, it } from 'vitest'
import { createClear } from '../../orders/upkeep/clear.ts'
import { createCallLog } from '../../store/calls/call-log.ts'
import { createCalls } from '../../store/calls/calls.ts'
import { createJudgements } from '../../store/calls/judgements.ts'
import { createPastCalls } from '../../store/calls/past-calls.ts'
import { createReusableTexts } from '../../store/calls/reusable-texts.ts'
import { createDownloads } from '../../store/money/downloads.ts'
import { createInbox } from '../../store/money/inbox.ts'
import { createOrderStore } from '../../store/orders/orders.ts'
import { createRollups } from '../../store/policy/rollups.ts'
import { createPastLimits } from '../../store/rate-limits.ts'
import { describeOnBoth } from '../databases.ts'
import { askRecord, attemptOf, newOrder } from '../store/new-order.ts'
import { emptyStore } from '../stores.ts'

const folder = mkdtempSync(join(tmpdir(), 'packhorse-clear-'))
afterAll(() => rmSync(folder, { recursive: true }))

const nothing = {
  events: 0,
  pages: 0,
  ahead: 0,
  calls: 0,
  texts: 0,
  records: 0,
  downloads: 0,
  limits: 0,
}

describeOnBoth('upkeep', (database) => {
  const { blobs, root } = emptyStore(folder)

  async function putDaysAgo(days: number, key: string) {
    await blobs.put(key, Buffer.from(key))
    const time = new Date(Date.now() - days * 86_400_000)
    utimesSync(join(root, key), time, time)
  }

  const clear = async () => {
    const told: object[] = []
    const inbox = createInbox(database().db)
    const callLog = createCallLog(database().db)
    const observe = { cleared: (what: object) => void told.push(what) }
    const texts = createReusableTexts(database())
    const pastCalls = createPastCalls(database().db)
    const downloads = createDownloads(database().db)
    const clock = () => new Date()
    const pastLimits = createPastLimits(database().db)
    const judgements = createJudgements(database().db)
    const rows = { inbox, callLog, texts, pastCalls, judgements, downloads, pastLimits }
    const clear = createClear({ ...rows, blobs, clock, observe })
    await clear(new AbortController().signal)
    return told
  }

  it('deletes pages that are older than a month, and never a pack', async () => {
    await putDaysAgo(32, 'pages/old.pdf')
    await putDaysAgo(30, 'pages/young.pdf')
    await putDaysAgo(900, 'packs/old.zip')
    const unfinished = 'pages/late.pdf.3f0c'
    await putDaysAgo(32, unfinished)
    expect(await clear()).toEqual([{ ...nothing, pages: 2 }])
    const keys = [unfinished, 'pages/old.pdf', 'pages/young.pdf', 'packs/old.zip']
    expect(await Promise.all(keys.map(blobs.has))).toEqual([false, false, true, true])
  })

  it('deletes pages that nobody paid for in two days', async () => {
    await putDaysAgo(2.1, 'ahead/old.pdf')
    await putDaysAgo(1.9, 'ahead/young.pdf')
    await putDaysAgo(2.1, 'pages/paid.pdf')
    expect(await clear()).toEqual([{ ...nothing, ahead: 1 }])
    const keys = ['ahead/old.pdf', 'ahead/young.pdf', 'pages/paid.pdf']
    expect(await Promise.all(keys.map(blobs.has))).toEqual([false, true, true])
  })

  it('deletes all events that were done more than a month ago, however many', async () => {
    const { db } = database()
    await sql`insert into inbox (event_id, type, object_id, done_at)
      select 'evt_' || n, 'x', 'cs_1', now() - make_interval(days => 30 + n % 2 * 2)
      from generate_series(1, 2400) n`.execute(db)
    expect(await clear()).toEqual([{ ...nothing, events: 1200 }])
    expect(await clear()).toEqual([])
    const left = await db.selectFrom('inbox').select('event_id').execute()
    expect(left).toHaveLength(1200)
  })

  it('deletes what was said to models 30 days ago, and keeps that and how they were called', async () => {
    const { db } = database()
    const { id } = await createOrderStore(database()).create(newOrder())
    const attempts = [29, 31].map((days) => {
      const startedAt = new Date(Date.now() - days * 86_400_000).toISOString()
      return attemptOf({ startedAt })
    })
    const log = attempts.map(({ id: attempt, startedAt: at }) => {
      return { attempt, at, said: 'words' }
    })
    const key = { order: id, artefact: 'risk-plan', part: '', round: 1 }
    await createCalls(database()).close(key, { outcome: null, ask: askRecord(), attempts, log })
    expect(await clear()).toEqual([{ ...nothing, calls: 1 }])
    const left = await db.selectFrom('call_log').select('attempt_id').execute()
    expect(left).toEqual([{ attempt_id: attempts[0]?.id }])
    expect(await db.selectFrom('attempts').select('id').execute()).toHaveLength(2)
  })

  it('deletes downloads after two years, when no bank takes a payment back any more', async () => {
    const { db } = database()
    const { id } = await createOrderStore(database()).create(newOrder())
    await sql`insert into downloads (order_id, version, network, at)
      select ${id}, 1, '203.0.113.0/24', now() - make_interval(days => days)
      from unnest(array[729, 731]) days`.execute(db)
    expect(await clear()).toEqual([{ ...nothing, downloads: 1 }])
    expect(await createDownloads(db).ofOrder(id, 10)).toHaveLength(1)
  })

  it('deletes texts that are too old to be reused, and claims that nobody waits for', async () => {
    const { db } = database()
    await sql`insert into reusable_texts (hash, operation, text, digest, claimant, expires_at) values
      ('old', 'x', '', '', null, now() - interval '1 second'),
      ('left', 'x', null, null, gen_random_uuid(), now() - interval '1 second'),
      ('fresh', 'x', '', '', null, now() + interval '1 hour')`.execute(db)
    expect(await clear()).toEqual([{ ...nothing, texts: 2 }])
    const left = await db.selectFrom('reusable_texts').select('hash').execute()
    expect(left).toEqual([{ hash: 'fresh' }])
  })

  it('deletes how texts were asked for after 400 days, but no call that is not counted yet', async () => {
    const { db } = database()
    await db.deleteFrom('call_log').execute()
    const { id: order } = await createOrderStore(database()).create(newOrder())
    const key = { order, artefact: 'risk-plan', part: '', round: 1 }
    const at = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
    const close = (days: number) =>
      createCalls(database()).close(key, {
        outcome: null,
        ask: askRecord({ openedAt: at(days) }),
        attempts: [attemptOf({ startedAt: at(days) })],
        log: [],
      })
    await Promise.all([399, 401].map(close))
    const left = async () => {
      const of = (table: 'asks' | 'attempts') =>
        db.selectFrom(table).select('id').where('order_id', '=', order).execute()
      return [(await of('asks')).length, (await of('attempts')).length]
    }
    expect(await clear()).toEqual([{ ...nothing, records: 1 }])
    expect(await left()).toEqual([1, 2])
    while ((await createRollups(db).roll(100)) > 0);
    expect(await clear()).toEqual([{ ...nothing, records: 1 }])
    expect(await left()).toEqual([1, 1])
  })

  it('deletes counts of limits whose time is over, and none that counts', async () => {
    const { db } = database()
    const now = Date.now()
    const counts = [-1_000, 60_000].map((ms) => ({ key: `k${ms}`, points: 1, expire: now + ms }))
    await db.insertInto('rate_limits').values(counts).execute()
    expect(await clear()).toEqual([{ ...nothing, limits: 1 }])
    const left = await db.selectFrom('rate_limits').select('key').execute()
    expect(left).toEqual([{ key: 'k60000' }])
  })

  it('has nothing to do before anything was kept', async () => {
    expect(await blobs.expire('new', new Date())).toBe(0)
  })
})
