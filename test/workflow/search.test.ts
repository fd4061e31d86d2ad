import { Client } from '@temporalio/client'
import { expect, inject, it } from 'vitest'
import { createTemporal, readTemporal } from '../../clients/temporal/temporal.ts'
import { isComplete } from '../shop.ts'
import { openShopAndConnection } from './shop-and-connection.ts'

const open = openShopAndConnection()

const attributesOf = async (workflowId: string, namespace = 'default') => {
  const { workflow } = new Client({ connection: open.connection, namespace })
  const { typedSearchAttributes } = await workflow.getHandle(workflowId).describe()
  const ours = typedSearchAttributes.getAll().filter(({ key }) => key.name.startsWith('Packhorse'))
  return Object.fromEntries(ours.map(({ key, value }) => [key.name.slice(9), value]))
}

it('an operator finds a delivered order by pack, tier, state, release and fallbacks', async () => {
  const { order, token } = await open.shop.buy()
  await open.shop.until(token, isComplete)
  const expected = {
    Pack: 'gdpr',
    Tier: 'self-serve',
    State: 'complete',
    Release: 2,
    Fallbacks: 0,
  }
  await expect.poll(() => attributesOf(`order-${order}`)).toEqual(expected)
})

it('an order has its attributes from the start, before any worker looks at it', async () => {
  const id = `unworked-${process.pid}`
  const temporal = createTemporal(readTemporal({ TEMPORAL_ADDRESS: inject('temporal') }), `${id}-`)
  await temporal.registerSearchAttributes()
  expect(await temporal.startFulfilment({ id, pack: 'gdpr', tier: 'full' })).toBe(true)
  const expected = { Pack: 'gdpr', Tier: 'full', State: 'paid', Release: 0, Fallbacks: 0 }
  expect(await attributesOf(`order-${id}`)).toEqual(expected)
  await new Client({ connection: open.connection }).workflow.getHandle(`order-${id}`).terminate()
  await temporal.close()
})

it('a server without our attributes starts the order all the same', async () => {
  const namespace = `plain-${process.pid}`
  await open.connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
  })
  const settings = { TEMPORAL_ADDRESS: inject('temporal'), TEMPORAL_NAMESPACE: namespace }
  const temporal = createTemporal(readTemporal(settings), '')
  const order = { id: 'plain', pack: 'gdpr', tier: 'self-serve' as const }
  await expect.poll(() => temporal.startFulfilment(order).catch(() => undefined)).toBe(true)
  expect(await temporal.startFulfilment(order)).toBe(false)
  expect(await attributesOf('order-plain', namespace)).toEqual({})
  await temporal.close()
})
