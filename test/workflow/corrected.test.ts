import { Client } from '@temporalio/client'
import { expect, it } from 'vitest'
import { callIdIn } from '../../pack/request-id.ts'
import type { OrderStatus } from '../../pack/status.ts'
import { answersWith } from '../api/calls.ts'
import { readZip } from '../documents/zip-reader.ts'
import { mainFirm } from '../packs/firms.ts'
import { isComplete } from '../shop.ts'
import { openShopAndConnection } from './shop-and-connection.ts'

const open = openShopAndConnection({ environment: { LATE_UPGRADE_WINDOW: 'PT12H' } })

/** Its page says that an order is complete a moment before its run has ended, and Temporal lists that later still. */

const renamed = answersWith('company.legalName', 'Other Name Ltd')

async function correct(token: string, answers: unknown): Promise<number> {
  const url = `/orders/${token}/corrections`
  const answer = await open.shop.app.inject({ method: 'POST', url, payload: { answers } })
  expect(answer.statusCode, answer.body).toBe(202)
  return answer.json().release
}

/** Complete, with this release or a later one. */
const finished = (version: number) => (status: OrderStatus) =>
  isComplete(status) && (status.release?.version ?? 0) >= version

const partsAsked = (order: string) =>
  Object.keys(open.shop.small.stats().byPart).filter((part) => part.startsWith(order))

async function runsOf(order: string): Promise<string[]> {
  const runs = []
  const { workflow } = new Client({ connection: open.connection })
  const query = `WorkflowId = 'order-${order}'`
  for await (const run of workflow.list({ query })) runs.push(run)
  return runs
    .sort((a, b) => a.startTime.getTime() - b.startTime.getTime())
    .map(({ status }) => status.name)
}

async function filesIn(token: string, version: number) {
  const entries = await readZip(await open.shop.buyer.download(token, version))
  const inFolder = entries.map(({ path, bytes }) => [path.replace(/^[^/]+\//, ''), bytes] as const)
  return new Map(inFolder)
}

it('a complete order has another release, with every text that is as true as before', async () => {
  const { shop } = open
  const { order, token } = await shop.buy()
  await shop.until(token, isComplete)
  const asked = partsAsked(order)
  expect(await correct(token, renamed)).toBe(3)
  const status = await shop.until(token, finished(3))
  expect(status.release).toMatchObject({ version: 3, degraded: false })
  expect(partsAsked(order)).toEqual(asked)
  await expect.poll(() => runsOf(order)).toEqual(['COMPLETED', 'COMPLETED'])
  const [before, after] = [await filesIn(token, 2), await filesIn(token, 3)]
  const said = status.releases[0]?.corrections[0]?.documents.map(({ id }) => id) ?? []
  expect(said).toContain('02-privacy-notice')
  const documents = [...after.keys()].filter((path) => /^(0[1-9]|1\d)|^tailored/.test(path))
  for (const path of documents) {
    const isSame = before.get(path)?.equals(after.get(path)!)
    expect([path, isSame]).toEqual([path, !said.includes(path.replace(/^tailored.|\.\w+$/g, ''))])
  }
})

it('what the corrected answers make untrue is written again, and nothing else', async () => {
  const { shop } = open
  const { order, token } = await shop.buy()
  await shop.until(token, isComplete)
  await correct(token, answersWith('company.sector', 'education'))
  const status = await shop.until(token, finished(4))
  expect(status.release).toMatchObject({ version: 4, degraded: false })
  expect(status.releases.map(({ degraded }) => degraded)).toEqual([false, true, false, true])
  const again = partsAsked(order).filter((part) => callIdIn(`${part}/any`)?.revision === 2)
  expect(again.length).toBeGreaterThan(0)
  expect(again.length).toBeLessThan(partsAsked(order).length / 2)
})

it('an order that is still being tailored begins again, in the place of its run', async () => {
  const { shop } = open
  await shop.small.behave('away')
  const { order, token } = await shop.buy()
  const { nextUpdateBy } = await shop.until(token, ({ release }) => release !== null)
  await shop.until(token, (status) => status.nextUpdateBy !== nextUpdateBy)
  expect(await correct(token, renamed)).toBe(2)
  const corrected = await shop.until(token, ({ release }) => release?.version === 2)
  expect(corrected.state).toBe('improving')
  await shop.small.behave('up')
  await shop.site.temporal.tryNow(order)
  const status = await shop.until(token, isComplete)
  expect(status.release).toMatchObject({ version: 3, degraded: false })
  await expect.poll(() => runsOf(order)).toEqual(['CONTINUED_AS_NEW', 'COMPLETED'])
})

it('an order that could not be built from its answers is built from corrected ones', async () => {
  const { shop } = open
  const { order, token, url } = await shop.order()
  await shop.alter(order, { answers: { from: 'another age' } })
  await shop.buyer.pay(url)
  await shop.until(token, ({ attention }) => attention === 'parked')
  expect(await correct(token, mainFirm.answers)).toBe(1)
  const status = await shop.until(token, isComplete)
  expect(status).toMatchObject({ attention: null, release: { degraded: false } })
})
