import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { createVault } from '../../clients/vault.ts'
import { createCallLog } from '../../store/calls/call-log.ts'
import { createCalls } from '../../store/calls/calls.ts'
import { shred } from '../../store/orders/order-keys.ts'
import { describeOnBoth } from '../databases.ts'
import { addPaidOrder, askRecord, attemptOf } from './new-order.ts'

describeOnBoth('the key of an order', (database) => {
  const vault = createVault([randomBytes(32).toString('base64')])
  const calls = () => createCalls(database().db)
  const newKey = async () => {
    return { order: await addPaidOrder(database().db), artefact: 'risk-plan', part: '', round: 1 }
  }
  const open = async (key: Awaited<ReturnType<typeof newKey>>) =>
    Buffer.from((await calls().open(key, '4b', vault.newKey(key.order))).orderKey ?? []).toString(
      'hex',
    )

  it('is the first that anybody brought, for all who bring one at once and later', async () => {
    const key = await newKey()
    const all = await Promise.all(Array.from({ length: 20 }, () => open(key)))
    expect(new Set([...all, await open(key)]).size).toBe(1)
    expect(all[0]).not.toBe('')
  })

  it('opens what was said for the order, until it is deleted', async () => {
    const key = await newKey()
    const { orderKey } = await calls().open(key, '4b', vault.newKey(key.order))
    const call = attemptOf()
    const sealed = vault.close(key.order, orderKey!, call.id, { text: 'words' })
    await calls().close(key, {
      outcome: null,
      ask: askRecord(),
      attempts: [call],
      log: [{ attempt: call.id, at: call.startedAt, sealed }],
    })
    const log = createCallLog(database().db)
    const kept = await log.find(call.id)
    expect(kept).toMatchObject({ order: key.order, endpoint: 'vllm-4b-1', verdict: 'timeout' })
    expect(vault.open(key.order, kept!.wrapped!, call.id, kept!.sealed!)).toEqual({ text: 'words' })
    await shred(database().db, key.order)
    const after = await log.find(call.id)
    expect(after?.wrapped).toBeNull()
    const another = vault.newKey(key.order)
    expect(() => vault.open(key.order, another, call.id, after!.sealed!)).toThrow('another key')
  })
})
