import { openShop } from '../shop.ts'
import { choose } from './calls.ts'

const holders = 'ada:operator:token-of-ada,ben:viewer:token-of-ben,eve:reviewer:token-of-eve'

/** A shop without workers, and what those who run it see and do by their tokens. */
export async function openOpsShop() {
  const environment = {
    OPS_TOKENS: holders,
    REFUND_LIMIT: '10',
    TEMPORAL_UI_URL: 'https://temporal.example/ui/',
  }
  const shop = await openShop({ workers: [], environment })
  let network = 0
  /** From another network each time: what is limited is tried elsewhere. */
  const remoteAddress = () => `198.51.${(network += 1)}.1`
  return {
    shop,
    remoteAddress,

    act: (order: string, verb: string, wish: object = {}, name = 'ada') =>
      shop.app.inject({
        method: 'POST',
        url: `/ops/orders/${order}/${verb}`,
        headers: bearer(name),
        payload: { why: 'ticket 812', ...wish },
        remoteAddress: remoteAddress(),
      }),

    async listed(find = '', name = 'ben'): Promise<readonly Listed[]> {
      const url = `/ops/orders?find=${find}`
      const headers = bearer(name)
      const answer = await shop.app.inject({ url, headers, remoteAddress: remoteAddress() })
      return answer.json().orders
    },

    async paid() {
      const bought = await shop.buy()
      await shop.until(bought.token, ({ state }) => state === 'paid')
      return { ...bought, intent: await shop.intentOf(bought.order) }
    },

    /** An order whose payment differs from it. */
    async parked() {
      const { order, token, url } = await shop.order()
      await shop.alter(order, { amount: 100 })
      await choose(url, 'paid')
      await shop.until(token, ({ attention }) => attention === 'parked')
      return { order, token }
    },

    refunds: async (intent: string) =>
      (await shop.bank.refundsOf(intent)).map(({ amount }) => amount),
  }
}

export type OpsShop = Awaited<ReturnType<typeof openOpsShop>>

export const bearer = (name: string) => ({ authorization: `Bearer token-of-${name}` })

interface Listed {
  readonly order: string
  readonly state: string
  readonly attentions: object
}
