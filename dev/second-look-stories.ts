import { setTimeout as sleep } from 'node:timers/promises'
import type { Shop } from './shop.ts'
import type { Story } from './story.ts'

export const longWindow = { LATE_UPGRADE_WINDOW: 'PT12H' }

/** Orders whose texts a judge or a person looks at. */
export const secondLooks: Readonly<Record<string, Story>> = {
  judged: { judge: 'measured', happens: (shop) => shop.buy() },
  'doubted-and-rewritten': {
    judge: 'measured',
    happens: async (shop) => {
      await shop.referee.behave({ mode: 'doubting', times: 1 })
      return shop.buy()
    },
  },
  'judge-away': {
    judge: 'measured',
    happens: async (shop) => {
      await shop.referee.behave('away')
      return shop.buy()
    },
  },
  'watched-by-a-judge': { judge: 'unmeasured', happens: (shop) => shop.buy() },
  read: {
    happens: async (shop) => {
      await haveRead(shop, 4)
      const bought = await shop.buy()
      await decide(shop, bought.order)
      return bought
    },
  },
  'read-while-others-wait': {
    environment: longWindow,
    happens: async (shop) => {
      await haveRead(shop, 4)
      await setFor(shop, 'gdpr.risk-plan', { enabled: false })
      const bought = await shop.buy()
      await decide(shop, bought.order)
      await shop.until(bought.token, ({ sections }) =>
        sections.some(({ source }) => source === 'reviewed'),
      )
      await setFor(shop, 'gdpr.risk-plan', { enabled: true })
      await shop.site.temporal.tryNow(bought.order)
      return bought
    },
  },
  'read-by-nobody': {
    happens: async (shop) => {
      await haveRead(shop, 0.001)
      return shop.buy()
    },
  },
}

/** One text of each order is read by a person. */
export const haveRead = (shop: Shop, reviewHours: number) =>
  setFor(shop, 'gdpr.notice-section', { review: 'all', reviewHours })

/** Of one operation; workers know it after a second. */
async function setFor(shop: Shop, operation: string, values: Readonly<Record<string, unknown>>) {
  const scope = { operation, risk: null, tier: null, share: null, until: null }
  const signed = { by: 'the stories', why: 'as the story goes' }
  for (const [key, value] of Object.entries(values))
    await shop.site.settings.change({ ...scope, ...signed, key, value })
  await sleep(1_500)
}

/** As a reviewer approves it, and the order's run is told. */
export async function decide({ site }: Shop, order: string): Promise<void> {
  const open = async () => (await site.reviews.open(10)).find((one) => one.order === order)
  let review = await open()
  for (; review === undefined; review = await open()) await sleep(100)
  const { text } = (await site.reviews.find(review))!
  const at = new Date().toISOString()
  const told = {
    verdict: 'approved',
    by: 'eve',
    at,
    read: text.content,
    seconds: 5,
    note: '',
  } as const
  await site.reviews.decide(review, told)
  await site.temporal.reviewed(order)
}
