import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, it } from 'vitest'
import { createFileBlobs } from '../../clients/blobs/files.ts'
import { createClear } from '../../orders/clear.ts'
import { createCallLog } from '../../store/call-log.ts'
import { createCalls } from '../../store/calls.ts'
import { createInbox } from '../../store/inbox.ts'
import { createOrderStore } from '../../store/orders.ts'
import { createReusableTexts } from '../../store/reusable-texts.ts'
import { describeOnBoth } from '../databases.ts'
import { askRecord, attemptOf, newOrder } from '../store/new-order.ts'

const folder = mkdtempSync(join(tmpdir(), 'packhorse-clear-'))
afterAll(() => rmSync(folder, { recursive: true }))

describeOnBoth('upkeep', (database) => {
  const blobs = createFileBlobs(folder)

  async function putDaysAgo(days: number, key: string) {
    await blobs.put(key, Buffer.from(key))
    ageBy(days, key)
  }

  function ageBy(days: number, key: string) {
    const time = new Date(Date.now() - days * 86_400_000)
    utimesSync(join(folder, key), time, time)
  }

  const clear = async () => {
    const told: object[] = []
    const inbox = createInbox(database().db)
    const callLog = createCallLog(database().db)
    const observe = { cleared: (what: object) => void told.push(what) }
    const texts = createReusableTexts(database().db)
    const clear = createClear({ inbox, callLog, texts, blobs, clock: () => new Date(), observe })
    await clear(new AbortController().signal)
    return told
  }

  it('deletes pages that are older than a month, and never a pack', async () => {
    await putDaysAgo(32, 'pages/old.pdf')
    await putDaysAgo(30, 'pages/young.pdf')
    await putDaysAgo(900, 'packs/old.zip')
    const unfinished = 'pages/late.pdf.3f0c'
    writeFileSync(join(folder, unfinished), '')
    ageBy(32, unfinished)
    expect(await clear()).toEqual([{ events: 0, pages: 2, calls: 0, texts: 0 }])
    expect(existsSync(join(folder, unfinished))).toBe(false)
    const keys = ['pages/old.pdf', 'pages/young.pdf', 'packs/old.zip']
    expect(await Promise.all(keys.map(blobs.has))).toEqual([false, true, true])
  })

  it('deletes all events that were done more than a month ago, however many', async () => {
    const { db } = database()
    await sql`insert into inbox (event_id, type, object_id, done_at)
      select 'evt_' || n, 'x', 'cs_1', now() - make_interval(days => 30 + n % 2 * 2)
      from generate_series(1, 2400) n`.execute(db)
    expect(await clear()).toEqual([{ events: 1200, pages: 0, calls: 0, texts: 0 }])
    expect(await clear()).toEqual([])
    const left = await db.selectFrom('inbox').select('event_id').execute()
    expect(left).toHaveLength(1200)
  })

  it('deletes what was said to models 30 days ago, and keeps that and how they were called', async () => {
    const { db } = database()
    const { id } = await createOrderStore(db).create(newOrder())
    const attempts = [29, 31].map((days) => {
      const startedAt = new Date(Date.now() - days * 86_400_000).toISOString()
      return attemptOf({ startedAt })
    })
    const log = attempts.map(({ id: attempt, startedAt: at }) => {
      return { attempt, at, sealed: new Uint8Array([1]) }
    })
    const key = { order: id, artefact: 'risk-plan', part: '', round: 1 }
    await createCalls(db).close(key, { outcome: null, ask: askRecord(), attempts, log })
    expect(await clear()).toEqual([{ events: 0, pages: 0, calls: 1, texts: 0 }])
    const left = await db.selectFrom('call_log').select('attempt_id').execute()
    expect(left).toEqual([{ attempt_id: attempts[0]?.id }])
    expect(await db.selectFrom('attempts').select('id').execute()).toHaveLength(2)
  })

  it('deletes texts that are too old to be reused, and claims that nobody waits for', async () => {
    const { db } = database()
    await sql`insert into reusable_texts (hash, operation, text, claimant, expires_at) values
      ('old', 'x', '{}', null, now() - interval '1 second'),
      ('left', 'x', null, gen_random_uuid(), now() - interval '1 second'),
      ('fresh', 'x', '{}', null, now() + interval '1 hour')`.execute(db)
    expect(await clear()).toEqual([{ events: 0, pages: 0, calls: 0, texts: 2 }])
    const left = await db.selectFrom('reusable_texts').select('hash').execute()
    expect(left).toEqual([{ hash: 'fresh' }])
  })

  it('has nothing to do before anything was kept', async () => {
    expect(await createFileBlobs(join(folder, 'new')).expire('pages', new Date())).toBe(0)
  })
})
