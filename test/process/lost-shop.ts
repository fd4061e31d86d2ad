import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createBuyer } from '../../dev/demo/buyer.ts'
import { startFakeStripe } from '../../dev/fake-stripe.ts'
import { freePort } from '../../dev/free-port.ts'
import { startStandInModel } from '../../dev/stand-in-model.ts'
import { provideTemporalCli, startTemporal } from '../../dev/temporal.ts'
import type { Tier } from '../../pack/order.ts'
import type { OrderStatus } from '../../pack/status.ts'
import { emptyPostgres } from '../databases.ts'
import { emptyFolder, start } from './programs.ts'

const answers = JSON.parse(readFileSync('dev/samples/gdpr.json', 'utf8'))
const key = () => randomBytes(32).toString('base64')

export type Settings = Readonly<Record<string, string>>

/** What stays when a shop's machines are lost: its keys, its address, Stripe, and the models. */
export async function openOutside() {
  const port = await freePort()
  const publicUrl = `http://127.0.0.1:${port}`
  const webhookSecret = 'whsec_test'
  const stripe = await startFakeStripe({
    webhookUrl: `${publicUrl}/webhooks/stripe`,
    webhookSecret,
  })
  const small = await startStandInModel({ models: ['packhorse-4b-lora'] })
  const large = await startStandInModel({ models: ['packhorse-32b-awq'] })
  const settings = {
    PORT: String(port),
    PUBLIC_URL: publicUrl,
    LINK_SECRET: key(),
    SIGNING_KEY: key(),
    DATA_KEY: key(),
    STRIPE_SECRET_KEY: 'sk_test_1',
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    STRIPE_API_BASE: stripe.url,
    VLLM_4B_URLS: small.url,
    VLLM_32B_URLS: large.url,
    LATE_UPGRADE_WINDOW: 'PT1H',
    BREAKER_QUARANTINE: 'PT0S',
  }
  const close = async () => void (await Promise.all([stripe.close(), small.close(), large.close()]))
  return { settings, large, publicUrl, ...createCustomer(publicUrl), close }
}

function createCustomer(publicUrl: string) {
  const buyer = createBuyer(publicUrl)
  const order = (tier: Tier, email: string) =>
    buyer.order({ pack: 'gdpr', tier, email, answers, consent: true })
  return {
    buyer,
    order,

    async buy(tier: Tier, email: string) {
      const ordered = await order(tier, email)
      await buyer.pay(ordered.url)
      return ordered
    },

    /** Waits for what becomes of an order. Fails after two minutes, with the last of it. */
    async until(token: string, wanted: (status: OrderStatus) => boolean): Promise<OrderStatus> {
      const giveUp = Date.now() + 120_000
      for (;;) {
        const status = await buyer.status(token)
        if (wanted(status)) return status
        if (Date.now() > giveUp) throw new Error(`Waited in vain; last: ${JSON.stringify(status)}`)
        await sleep(200)
      }
    },
  }
}

/** A place where nothing is yet: an empty database and folder, and a Temporal without a history. */
export async function emptyPlace() {
  const folder = emptyFolder()
  const temporal = await startTemporal({
    cli: await provideTemporalCli(() => {}),
    folder: join(folder, 'temporal'),
  })
  const settings = {
    DATABASE_URL: await emptyPostgres(),
    STORE_URL: `file:${join(folder, 'storage')}`,
    DATA_DIR: join(folder, 'data'),
    TEMPORAL_ADDRESS: temporal.address,
  }
  return { settings, storage: join(folder, 'storage'), temporal }
}

/** The shop's own processes. @returns how they are killed */
export async function startShop(settings: Settings): Promise<() => void> {
  const programs = ['api/server.ts', 'worker.ts'].map((script) => start(script, [], settings))
  for (const { stdout, stderr } of programs) for (const words of [stdout, stderr]) words.resume()
  const serves = () =>
    fetch(`${settings['PUBLIC_URL']}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    )
  while (!(await serves())) await sleep(100)
  return () => {
    for (const { pid } of programs) process.kill(-pid!, 'SIGKILL')
  }
}
