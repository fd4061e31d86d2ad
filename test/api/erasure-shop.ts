import { startMailServer } from '../mail-server.ts'
import { openShop } from '../shop.ts'

export const html = { accept: 'text/html' }

export const pathOf = (token: string) => `/orders/${token}/erasure`

/** A shop without models that writes to a mail server, for orders to be erased at. */
export async function openErasures(environment: Readonly<Record<string, string>> = {}) {
  const server = await startMailServer()
  const shop = await openShop({
    workers: ['orders', 'assembly', 'upkeep'],
    environment: {
      SMTP_URL: `smtp://127.0.0.1:${server.port}`,
      MAIL_FROM: 'Packhorse <packs@shop.example>',
      LATE_UPGRADE_WINDOW: 'PT12H',
      ...environment,
    },
  })
  return {
    server,
    shop,
    stateOf: async (order: string) => (await shop.site.orders.byId(order))?.state,
    /** An order with its first release. */
    async delivered() {
      const bought = await shop.buy()
      await shop.until(bought.token, ({ release }) => release !== null)
      return bought
    },
    async close() {
      await shop.close()
      await server.close()
    },
  }
}
