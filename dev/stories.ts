import { setTimeout as sleep } from 'node:timers/promises'
import { breakablePress } from './breakable-press.ts'
import { longWindow, secondLooks } from './second-look-stories.ts'
import { isComplete, type Shop } from './shop.ts'
import type { Bought, Story } from './story.ts'

export const stories: Readonly<Record<string, Story>> = {
  'self-serve-tailored': { happens: (shop) => shop.buy() },
  'late-upgrade': {
    happens: async (shop) => {
      const bought = await buyWhileAway(shop)
      await shop.small.behave('up')
      return bought
    },
  },
  timeout: {
    workers: ['orders', 'assembly'],
    environment: { INFERENCE_4B_TIMEOUTS: '1,2,4', INFERENCE_32B_TIMEOUTS: '1,2,4' },
    happens: (shop) => shop.buy('full'),
  },
  'parked-and-resumed': {
    happens: async (shop) => {
      const { url, ...bought } = await shop.order()
      const stored = await shop.site.orders.byId(bought.order)
      await shop.alter(bought.order, { answers: { from: 'another age' } })
      await shop.buyer.pay(url)
      await shop.until(bought.token, ({ attention }) => attention === 'parked')
      await shop.alter(bought.order, { answers: stored?.answers })
      await shop.site.temporal.resume(bought.order)
      return bought
    },
  },
  cancelled: {
    environment: longWindow,
    happens: async (shop) => {
      const bought = await buyWhileAway(shop)
      await shop.site.temporal.cancel(bought.order)
      return bought
    },
  },
  'parked-and-cancelled': {
    workers: [],
    happens: async (shop) => {
      const press = await breakablePress(shop.site)
      await shop.hire(['orders', 'assembly'])
      const bought = await shop.buy()
      await shop.until(bought.token, ({ release }) => release !== null)
      press.isBroken = true
      await shop.hire(['inference-4b-lora'])
      await shop.until(bought.token, ({ attention }) => attention === 'parked')
      await shop.site.temporal.cancel(bought.order)
      return bought
    },
  },
  revoked: {
    environment: longWindow,
    happens: async (shop) => {
      const bought = await buyWhileAway(shop)
      await takeBack(shop, bought)
      return bought
    },
  },
  'payment-changed': {
    workers: ['assembly', 'inference-4b-lora'],
    environment: longWindow,
    happens: async (shop) => {
      const away = await shop.hire(['orders'])
      const bought = await buyWhileAway(shop)
      await away.shutdown()
      const { id } = await takeBack(shop, bought)
      await shop.bank.refundBecomes(id, 'failed')
      await shop.until(bought.token, ({ state }) => state === 'improving')
      await shop.small.behave('up')
      await shop.hire(['orders'])
      return bought
    },
  },
  restored: {
    environment: longWindow,
    happens: async (shop, ended) => {
      const bought = await buyWhileAway(shop)
      const { id } = await takeBack(shop, bought)
      await ended(bought.order)
      await shop.small.behave('up')
      await shop.bank.refundBecomes(id, 'failed')
      await shop.until(bought.token, isComplete)
      return bought
    },
  },
  'corrected-while-improving': {
    environment: longWindow,
    happens: async (shop) => {
      const bought = await buyWhileAway(shop)
      await correct(shop, bought)
      await shop.small.behave('up')
      await shop.site.temporal.tryNow(bought.order)
      await shop.until(bought.token, isComplete)
      return bought
    },
  },
  ...secondLooks,
  'corrected-when-complete': {
    happens: async (shop, ended) => {
      const bought = await shop.buy()
      await ended(bought.order)
      await correct(shop, bought)
      return bought
    },
  },
  'full-falls-to-4b': {
    happens: async (shop) => {
      await shop.large.behave('away')
      return shop.buy('full')
    },
  },
  'larger-replaces-smaller': {
    environment: { LATE_UPGRADE_WINDOW: 'PT8S' },
    happens: async (shop) => {
      await shop.large.behave('away')
      const bought = await shop.buy('full')
      await shop.until(bought.token, (status) => status.release?.version === 2)
      await shop.large.behave('up')
      return bought
    },
  },
  'tried-by-hand': {
    environment: longWindow,
    happens: async (shop) => {
      const bought = await buyWhileAway(shop)
      await shop.small.behave('up')
      await shop.site.temporal.tryNow(bought.order)
      return bought
    },
  },
  'models-back': {
    environment: longWindow,
    happens: async (shop) => {
      const bought = await buyWhileAway(shop)
      await shop.site.temporal.modelsBack(bought.order)
      await untilRound(2, shop, bought)
      await shop.small.behave('up')
      await shop.site.temporal.modelsBack(bought.order)
      return bought
    },
  },
  refused: {
    happens: async (shop) => {
      await shop.small.behave('refusing')
      return shop.buy()
    },
  },
}

/** The model is away: the first round has brought nothing, and the order waits for the next. */
async function buyWhileAway(shop: Shop): Promise<Bought> {
  await shop.small.behave('away')
  const bought = await shop.buy()
  const { nextUpdateBy } = await shop.until(bought.token, (status) => status.release !== null)
  await shop.until(bought.token, (status) => status.nextUpdateBy !== nextUpdateBy)
  return bought
}

async function takeBack(shop: Shop, { order, token }: Bought): Promise<{ id: string }> {
  const refund = await shop.bank.refund(await shop.intentOf(order))
  await shop.until(token, ({ state }) => state === 'revoked')
  return refund
}

/** By a word that most texts depend on; waits for the release of the corrected answers. */
async function correct(shop: Shop, { token }: Bought): Promise<void> {
  const url = `${shop.publicUrl}/orders/${token}/corrections`
  const headers = { accept: 'application/json', 'content-type': 'application/json' }
  const { answers } = (await (await fetch(url, { headers })).json()) as {
    answers: { company: object }
  }
  const body = { answers: { ...answers, company: { ...answers.company, sector: 'education' } } }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  const { release } = (await answer.json()) as { release: number }
  await shop.until(token, (status) => (status.release?.version ?? 0) >= release)
}

async function untilRound(number: number, shop: Shop, { order }: Bought): Promise<void> {
  for (;;) {
    const outcomes = await shop.site.outcomes.ofOrder(order)
    if (outcomes.some(({ round }) => round === number)) return
    await sleep(100)
  }
}
