import { afterEach, expect, it } from 'vitest'
import { unsupportedCharacters } from '../../documents/type/characters.ts'
import { createInference } from '../../inference/inference.ts'
import { endpointsFromUrls } from '../../inference/route/endpoints.ts'
import { isComplete, openShop, type Shop } from '../shop.ts'

let shop: Shop
afterEach(() => shop.close())

const artefact = 'risk-plan'

/** As a worker does that Temporal has given up: it asks the model and records the answer. */
async function writeUnheard(id: string): Promise<void> {
  const { orders, calls, breakers, budgets, observe } = shop.site
  const model = {
    tier: '4b',
    urls: [shop.small.url],
    model: 'packhorse-4b-lora',
    key: null,
  } as const
  const inference = createInference({
    unprintable: unsupportedCharacters,
    endpoints: endpointsFromUrls(model),
    calls,
    admission: { budgets, observe: observe.budgets },
    breakers: { store: breakers, quarantine: 0, observe },
    reuse: { texts: shop.site.reusableTexts, observe: () => {} },
    clock: Date.now,
    observe: () => {},
  })
  const order = (await orders.byId(id))!
  const ask = { order, artefact, part: '', round: 1, tier: model.tier }
  const { outcome } = await inference.write(
    { ...ask, email: order.email, deadline: Date.now() + 20_000 },
    new AbortController().signal,
  )
  expect(outcome.source).toBe('model')
}

const sourceOf = (status: Awaited<ReturnType<Shop['until']>>) =>
  status.sections.find(({ id }) => id === artefact)?.source

it('a text that was recorded while its activity timed out is delivered', async () => {
  const environment = { INFERENCE_4B_TIMEOUTS: '3,4,8', LATE_UPGRADE_WINDOW: 'PT1S' }
  shop = await openShop({ workers: ['orders', 'assembly'], environment })
  const { order, token } = await shop.buy()
  await shop.until(token, ({ release }) => release !== null)
  await writeUnheard(order)
  const status = await shop.until(token, isComplete)
  expect([status.release?.version, sourceOf(status)]).toEqual([2, 'model'])
})

it('a text that was recorded after the last round is delivered before the order is closed', async () => {
  const environment = { INFERENCE_4B_TIMEOUTS: '1,2,4', LATE_UPGRADE_WINDOW: 'PT12H' }
  shop = await openShop({ workers: ['orders', 'assembly'], environment })
  const { order, token } = await shop.buy()
  const { nextUpdateBy } = await shop.until(token, ({ release }) => release !== null)
  await shop.small.behave({ mode: 'slow', latency: 5_000 })
  const answering = writeUnheard(order)
  await shop.until(token, (status) => status.nextUpdateBy !== nextUpdateBy)
  await answering
  await shop.site.temporal.cancel(order)
  const status = await shop.until(token, isComplete)
  expect([status.release?.version, sourceOf(status)]).toEqual([2, 'model'])
})
