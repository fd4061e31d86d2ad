import { expect, it } from 'vitest'
import { createCallLog } from '../../store/calls/call-log.ts'
import { createCalls } from '../../store/calls/calls.ts'
import { describeOnBoth, vault } from '../databases.ts'
import { addPaidOrder, askRecord, attemptOf } from './new-order.ts'

describeOnBoth('the key of an order', (database) => {
  const calls = () => createCalls(database())

  it('opens what was said for the order, until it is destroyed', async () => {
    const order = await addPaidOrder(database())
    const call = attemptOf()
    const key = { order, artefact: 'risk-plan', part: '', round: 1 }
    await calls().close(key, {
      outcome: null,
      ask: askRecord(),
      attempts: [call],
      log: [{ attempt: call.id, at: call.startedAt, said: { text: 'words' } }],
    })
    const log = createCallLog(database().db)
    const kept = await log.find(call.id)
    expect(kept).toMatchObject({ order, endpoint: 'vllm-4b-1', verdict: 'timeout' })
    expect(vault.open(order, kept!.wrapped!, call.id, kept!.sealed!)).toEqual({ text: 'words' })
    await database().db.deleteFrom('order_keys').where('order_id', '=', order).execute()
    const after = await log.find(call.id)
    expect(after?.wrapped).toBeNull()
    const another = vault.newKey(order)
    expect(() => vault.open(order, another, call.id, after!.sealed!)).toThrow('another key')
  })
})
