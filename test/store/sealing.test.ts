import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { createVault } from '../../clients/vault.ts'
import type { Database } from '../../store/database/database.ts'
import { createOperatorStore } from '../../store/orders/operator.ts'
import { requireKeys } from '../../store/orders/order-keys.ts'
import type { Sealed } from '../../store/sealing.ts'
import { createStores } from '../../store/stores.ts'
import type { Vault } from '../../store/vault.ts'
import { describeOnBoth } from '../databases.ts'
import { textBy } from '../orders/text-by.ts'
import { askRecord, attemptOf, newOrder } from './new-order.ts'

const newKey = () => randomBytes(32).toString('base64')
const secret = 'Marguerite Blackwood'
const email = 'marguerite@blackwood.example'

/** Every row of every table, as text. */
async function dumpOf({ db }: Pick<Database, 'db'>): Promise<string> {
  const tables = await db.introspection.getTables()
  const dumps = tables.map(async ({ name }) => {
    const { rows } = await sql<{
      row: string
    }>`select t::text as row from ${sql.table(name)} t`.execute(db)
    return rows.map(({ row }) => row).join('\n')
  })
  return (await Promise.all(dumps)).join('\n')
}

/** An order with all that comes to be kept of one. */
async function addWholeOrder(database: Sealed): Promise<string> {
  const { orders, calls, releases, outbox } = createStores(database)
  const answers = { company: { legalName: `${secret} & Töchter GmbH` }, note: secret }
  const { id } = await orders.create(newOrder({ email, answers }))
  await orders.advance(id, {
    from: ['awaiting-payment'],
    to: 'paid',
    paidAt: '2026-11-21T10:01:00.000Z',
  })
  const key = { order: id, artefact: 'risk-plan', part: '', round: 1 }
  const call = attemptOf()
  const written = { ...textBy('4b'), content: { text: secret } }
  await calls.close(key, {
    outcome: written,
    ask: askRecord(),
    attempts: [call],
    log: [{ attempt: call.id, at: call.startedAt, said: { text: secret } }],
    reuse: { hash: id, operation: 'x', claimant: call.id, text: written, refused: null },
  })
  const row = { part: '', label: secret, written }
  const section = { id: 'risk-plan', title: 'Plan', source: 'model', rows: [row] } as never
  const composition = { version: 1, datedAt: '2026-11-21T10:00:00.000Z', sections: [section] }
  await releases.plan(id, composition)
  await releases.publish(id, 1, { sha256: 'a', bytes: 1, manifestSha256: 'b' })
  await outbox.request(email)
  return id
}

describeOnBoth('what belongs to a customer', (database) => {
  const withVault = (vault: Vault) => ({ db: database().db, vault })
  const first = newKey()
  const vault = createVault([first])

  it('stands nowhere in the database, and is read as it was', async () => {
    const sealed = withVault(vault)
    const id = await addWholeOrder(sealed)
    const { orders, outcomes, releases } = createStores(sealed)
    const dump = await dumpOf(sealed)
    expect(dump).toContain(id)
    for (const word of [secret, 'Marguerite', 'Blackwood', email, 'Töchter']) {
      expect(dump.toLowerCase()).not.toContain(word.toLowerCase())
      // As a column of bytes would show it.
      expect(dump).not.toContain(Buffer.from(word).toString('hex'))
    }
    const order = await orders.byId(id)
    expect(order).toMatchObject({ email, answers: { note: secret } })
    expect((await outcomes.ofOrder(id))[0]?.outcome).toMatchObject({ content: { text: secret } })
    expect(JSON.stringify(await releases.newest(id))).toContain(secret)
  })

  it('is found by e-mail address, and by any whole words of the company’s name', async () => {
    const operator = createOperatorStore(withVault(vault))
    const found = async (text: string) => (await operator.find(text)).map(({ company }) => company)
    for (const text of [email.toUpperCase(), 'blackwood', 'TÖCHTER blackwood', `${secret} GmbH`])
      expect(await found(text), text).toEqual([`${secret} & Töchter GmbH`])
    for (const text of ['black', 'blackwood Ltd', 'gertrude', ''])
      expect(await found(text), text).toEqual([])
    expect(await createStores(withVault(vault)).orders.ofCustomer(email, 5)).toHaveLength(1)
  })

  it('is taken to a new DATA_KEY, order by order, and needs the old one no more', async () => {
    const newer = newKey()
    const both = createVault([newer, first])
    const alone = createVault([newer])
    await expect(requireKeys(withVault(alone))).rejects.toThrow(
      new RegExp(`lacks the key ${vault.keyIds[0]}, under which 1 orders`),
    )
    await expect(requireKeys(withVault(both))).resolves.toBeUndefined()
    expect(await createStores(withVault(both)).orders.ofCustomer(email, 5)).toHaveLength(1)
    expect(await createStores(withVault(both)).orderKeys.rotate(10)).toBe(1)
    expect(await createStores(withVault(both)).orderKeys.rotate(10)).toBe(0)
    await expect(requireKeys(withVault(alone))).resolves.toBeUndefined()
    const [order] = await createStores(withVault(alone)).orders.ofCustomer(email, 5)
    expect(order).toMatchObject({ email, answers: { note: secret } })
    expect(await createOperatorStore(withVault(alone)).find('blackwood')).toHaveLength(1)
  })
})
