import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { sql } from 'kysely'
import { requestIdOf } from '../../pack/request-id.ts'
import type { Site } from '../../site/site.ts'
import { bound } from '../../store/vault.ts'

const artefacts = ['notice-section', 'processing-descriptions', 'risk-plan'] as const

/** A month ago; ISO 8601, UTC. */
const then = new Date(Date.now() - 30 * 86_400_000).toISOString()

/** Orders of one statement. */
const batch = 500

const text = { text: 'We use what you give us to deliver what you ordered. '.repeat(10) }

/**
 * Complete orders with three texts and one release each, sealed by keys of their own, and what their
 * calls cost. Written past the use cases, which would take a day for as many.
 */
export async function writeHistory({ database }: Site, count: number): Promise<void> {
  for (let from = 0; from < count; from += batch) {
    const numbers = Array.from({ length: Math.min(batch, count - from) }, (_, n) => from + n)
    await writeOrders(database, numbers)
  }
  await sql`analyze`.execute(database.db)
}

interface Keyed {
  readonly id: string
  readonly n: number
  readonly wrapped: Uint8Array
}

async function writeOrders(database: Site['database'], numbers: readonly number[]) {
  const { db, vault } = database
  const orders = numbers.map((n): Keyed => {
    const id = `ord_old${n}`
    return { id, n, wrapped: vault.newKey(id) }
  })
  await writeRows(database, orders)
  const key_id = vault.keyIds[0]
  const keys = orders.map(({ id, wrapped }) => ({ order_id: id, wrapped, key_id }))
  await db.insertInto('order_keys').values(keys).execute()
  await writeTexts(database, orders)
  await writeReleases(database, orders)
  const ids = orders.map(({ id }) => id)
  await writeCalls(database, ids)
}

async function writeRows({ db, vault }: Site['database'], orders: readonly Keyed[]) {
  await db
    .insertInto('orders')
    .values(
      orders.map(({ id, n, wrapped }) => ({
        ...{ id, pack: 'gdpr', tier: 'self-serve' as const, state: 'complete' as const },
        ...{ customer: '', company: [], currency: 'eur' as const, amount: 7_900 },
        ...{ consent: '{}', content_version: '1', request_hash: '', frozen_at: then },
        ...{ session_id: `cs_old${n}`, paid_at: then, look_due_at: then },
        email: vault.close(id, wrapped, bound.email, 'owner@example.com'),
        answers: vault.close(id, wrapped, bound.answers(1), {}),
      })),
    )
    .execute()
}

const outcome = {
  ...({ source: 'model', model: 'm', tier: '4b', promptVersion: '1' } as const),
  generatedAt: then,
  freshUntil: null,
}

async function writeTexts({ db, vault }: Site['database'], orders: readonly Keyed[]) {
  const rows = orders.flatMap(({ id, wrapped }) =>
    artefacts.map((artefact) => {
      const key = { order: id, artefact, part: '', round: 1 }
      const content = vault.close(id, wrapped, bound.text(key), text)
      const row = { order_id: id, artefact, part: '', round: 1, recorded_at: then }
      return { ...row, outcome: JSON.stringify(outcome), content }
    }),
  )
  await db.insertInto('outcomes').values(rows).execute()
}

async function writeReleases({ db, vault }: Site['database'], orders: readonly Keyed[]) {
  const sections = artefacts.map((id) => ({
    ...{ id, title: id, source: 'model', cause: null },
    rows: [{ part: '', written: { ...outcome, content: text }, cause: null }],
  }))
  const composition = { version: 1, datedAt: then, sections }
  await db
    .insertInto('releases')
    .values(
      orders.map(({ id, n, wrapped }) => ({
        ...{ order_id: id, version: 1, degraded: false, published_at: then, bytes: 1 },
        sha256: n.toString(16).padStart(64, '0'),
        composition: vault.close(id, wrapped, bound.release(1), composition),
      })),
    )
    .execute()
}

/** A call, and what was reserved for it, for each text. */
async function writeCalls({ db }: Site['database'], ids: readonly string[]): Promise<void> {
  const ofThese = sql`order_id = any(${sql.val(ids)}::text[])`
  await sql`
    insert into attempts (id, ask_id, order_id, artefact, part, round, turn, tier, endpoint, model,
      prompt_version, verdict, tokens_in, tokens_out, tokens_cached, started_at, seconds, cost_micros)
    select gen_random_uuid(), gen_random_uuid(), order_id, artefact, part, round, 1, '4b', 'e', 'm',
      '1', 'accepted', 900, 100, 0, ${then}, 1, 100
    from outcomes where ${ofThese}`.execute(db)
  await sql`
    insert into reservations (id, order_id, operation, tier, endpoint, made_at, expires_at, state,
      held_micros, held_tokens, used_micros, used_in, used_out)
    select ask_id, order_id, artefact, tier, endpoint, started_at, started_at, 'settled',
      200, 2000, cost_micros, tokens_in, tokens_out
    from attempts where ${ofThese}`.execute(db)
  await sql`
    insert into budgets as known (scope, subject, starts_at, used_micros, used_tokens)
    select scope, subject, starts_at, sum(used_micros), sum(used_in + used_out)
    from reservations as r, budgets_of(r) where ${ofThese} group by 1, 2, 3
    on conflict (scope, subject, starts_at) do update set
      used_micros = known.used_micros + excluded.used_micros,
      used_tokens = known.used_tokens + excluded.used_tokens`.execute(db)
}

/** What the model server logged of them. */
export async function writeLog({ database: { db } }: Site, file: string): Promise<void> {
  const out = createWriteStream(file)
  for (let last = '00000000-0000-0000-0000-000000000000'; ; ) {
    const calls = await db
      .selectFrom('attempts')
      .select(['id', 'order_id as order', 'artefact', 'part', 'round'])
      .where('id', '>', last)
      .orderBy('id')
      .limit(10_000)
      .execute()
    for (const { id: attempt, ...call } of calls) {
      const request = requestIdOf({ ...call, revision: 1, tier: '4b', attempt })
      out.write(`${JSON.stringify({ at: then, request })}\n`)
    }
    last = calls.at(-1)?.id ?? last
    if (calls.length < 10_000) break
  }
  out.end()
  await once(out, 'finish')
}
