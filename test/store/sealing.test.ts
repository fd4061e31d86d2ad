import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { createVault } from '../../clients/vault.ts'
import { createOperatorStore } from '../../store/orders/operator.ts'
import { requireKeys } from '../../store/orders/order-keys.ts'
import { createStores } from '../../store/stores.ts'
import type { Vault } from '../../store/vault.ts'
import { describeOnBoth } from '../databases.ts'
import { dumpOf } from './dump.ts'
import { addWholeOrder, email, secret } from './whole-order.ts'

const newKey = () => randomBytes(32).toString('base64')
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

  it('is read with a new DATA_KEY in front or behind, and not by a process that does not know it yet', async () => {
    const newer = newKey()
    const id = await addWholeOrder(withVault(createVault([newer, first])))
    const read = (keys: string[]) => createStores(withVault(createVault(keys))).orders.byId(id)
    expect(await read([first, newer])).toMatchObject({ email })
    await expect(read([first])).rejects.toMatchObject({ name: 'Unreadable' })
    await database().db.deleteFrom('order_keys').where('order_id', '=', id).execute()
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
