import { type Kysely, sql } from 'kysely'
import type { Answers } from '../../pack/order.ts'
import { customerPrints, lookupsOf } from '../lookups.ts'
import { bound, type Vault } from '../vault.ts'

/** Orders that are sealed in one statement’s time. */
const batch = 100

/**
 * Seals what builds before 0.3.0 kept in clear. On PGlite, where no transaction holds it together, what
 * was cut off is begun again: an order's own row is the last to be sealed, and the first key stays.
 */
export async function sealOlderRows<T>(db: Kysely<T>, vault: Vault): Promise<void> {
  await rewrapKeys(db, vault)
  for (;;) {
    const { rows } = await sql<{ id: string }>`
      select id from orders where clear_answers is not null limit ${batch}`.execute(db)
    if (rows.length === 0) break
    for (const { id } of rows) await sealOrder(db, vault, id)
  }
  await hideRequests(db, vault)
}

async function rewrapKeys<T>(db: Kysely<T>, vault: Vault): Promise<void> {
  const { rows } = await sql<{ id: string; wrapped: Uint8Array }>`
    select order_id as id, wrapped from order_keys where key_id is null`.execute(db)
  for (const { id, wrapped } of rows)
    await sql`
      update order_keys set wrapped = ${vault.rewrap(id, wrapped)}, key_id = ${vault.keyIds[0]}
      where order_id = ${id}`.execute(db)
}

async function sealOrder<T>(db: Kysely<T>, vault: Vault, id: string): Promise<void> {
  const { rows } = await sql<{ wrapped: Uint8Array }>`
    insert into order_keys (order_id, wrapped, key_id)
    values (${id}, ${vault.newKey(id)}, ${vault.keyIds[0]})
    on conflict (order_id) do update set wrapped = order_keys.wrapped
    returning wrapped`.execute(db)
  const { wrapped } = rows[0]!
  const close = (name: string, value: unknown) => vault.close(id, wrapped, name, value)
  await sealTexts(db, id, close)
  await sealColumn(db, id, close, releases)
  await sealColumn(db, id, close, pastAnswers)
  await sealItself(db, vault, id, close)
}

type Close = (name: string, value: unknown) => Uint8Array

async function sealTexts<T>(db: Kysely<T>, id: string, close: Close): Promise<void> {
  type Text = { artefact: string; part: string; revision: number; round: number; content: unknown }
  const { rows } = await sql<Text>`
    select artefact, part, revision, round, outcome -> 'content' as content
    from outcomes where order_id = ${id} and outcome ? 'content'`.execute(db)
  for (const { content, ...key } of rows)
    await sql`
      update outcomes
      set outcome = outcome - 'content', content = ${close(bound.text({ order: id, ...key }), content)}
      where order_id = ${id} and artefact = ${key.artefact} and part = ${key.part}
        and revision = ${key.revision} and round = ${key.round}`.execute(db)
}

interface Clear {
  readonly table: 'releases' | 'past_answers'
  /** Of what tells the order's rows apart, of what stands in clear, and of what it becomes. */
  readonly columns: readonly [key: string, clear: string, sealed: string]
  readonly boundTo: (key: number) => string
}

const releases: Clear = {
  table: 'releases',
  columns: ['version', 'clear_composition', 'composition'],
  boundTo: bound.release,
}

const pastAnswers: Clear = {
  table: 'past_answers',
  columns: ['revision', 'clear_answers', 'answers'],
  boundTo: bound.answers,
}

async function sealColumn<T>(db: Kysely<T>, id: string, close: Close, of: Clear): Promise<void> {
  const table = sql.table(of.table)
  const [key, clear, sealed] = of.columns.map((column) => sql.ref(column))
  const { rows } = await sql<{ key: number; clear: unknown }>`
    select ${key} as key, ${clear} as clear from ${table} where order_id = ${id}`.execute(db)
  for (const row of rows)
    await sql`
      update ${table} set ${sealed} = ${close(of.boundTo(row.key), row.clear)}
      where order_id = ${id} and ${key} = ${row.key}`.execute(db)
}

/** Last: by its own row it is known to be done. */
async function sealItself<T>(db: Kysely<T>, vault: Vault, id: string, close: Close) {
  type Clear = { clear_email: string; clear_answers: Answers; revision: number }
  const { rows } = await sql<Clear>`
    select clear_email, clear_answers, revision from orders where id = ${id}`.execute(db)
  const { clear_email: email, clear_answers: answers, revision } = rows[0]!
  const { customer, company } = lookupsOf(vault, email, answers)
  await sql`
    update orders set
      email = ${close(bound.email, email)}, clear_email = null,
      answers = ${close(bound.answers(revision), answers)}, clear_answers = null,
      customer = ${customer}, company = ${company}
    where id = ${id}`.execute(db)
}

async function hideRequests<T>(db: Kysely<T>, vault: Vault): Promise<void> {
  const { rows } = await sql<{ id: number; email: string }>`
    select id, clear_email as email from link_requests where customer is null`.execute(db)
  for (const { id, email } of rows)
    await sql`
      update link_requests set customer = ${customerPrints(vault, email)} where id = ${id}`.execute(
      db,
    )
}
