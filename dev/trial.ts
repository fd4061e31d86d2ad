import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Environment } from '../clients/config.ts'
import { freePort } from './free-port.ts'
import { startStandInModel } from './stand-in-model.ts'
import { provideTemporalCli, startTemporal } from './temporal.ts'

/** What stands in for the parts that the environment does not name. */
export interface Trial {
  /** The environment with those parts in it, also before they are started. */
  readonly environment: Environment
  readonly temporalUi: string | null
  /** One line for each part that stands in for a real one. */
  readonly notes: readonly string[]
  start(say: (line: string) => void): Promise<void>
  stop(): Promise<void>
}

interface Part {
  readonly environment: Environment
  readonly ui?: string
  readonly note?: string
  /** @returns how to stop it */
  start(say: (line: string) => void): Promise<() => Promise<void>>
}

/**
 * On loopback, whatever the environment does not name: a Temporal dev server, a test shop in
 * Stripe's place, stand-in models. With a Stripe key nothing is put in place of Stripe or a model.
 */
export async function planTrial(
  environment: Environment,
  ports: { api: number; stripe: number },
  dataDir: string,
): Promise<Trial> {
  const parts: Part[] = []
  if (!environment['TEMPORAL_ADDRESS']) parts.push(await temporalPart(dataDir))
  if (!environment['STRIPE_SECRET_KEY']) {
    parts.push(stripePart(ports))
    if (!namesModels(environment)) parts.push(await modelPart())
  }
  const stops: (() => Promise<void>)[] = []
  return {
    environment: Object.assign({}, environment, ...parts.map((part) => part.environment)),
    temporalUi: parts.find((part) => part.ui)?.ui ?? null,
    notes: parts.flatMap((part) => part.note ?? []),
    async start(say) {
      for (const part of parts) stops.unshift(await part.start(say))
    },
    async stop() {
      for (const stop of stops) await stop()
    },
  }
}

function namesModels(environment: Environment): boolean {
  return ['VLLM_4B_URLS', 'VLLM_32B_URLS', 'ENDPOINTS_FILE'].some((name) => environment[name])
}

async function temporalPart(dataDir: string): Promise<Part> {
  const [port, uiPort] = [await freePort(), await freePort()]
  return {
    environment: { TEMPORAL_ADDRESS: `127.0.0.1:${port}` },
    ui: `http://127.0.0.1:${uiPort}`,
    async start(say) {
      const cli = await provideTemporalCli(say)
      mkdirSync(dataDir, { recursive: true })
      const folder = join(dataDir, 'temporal')
      return (await startTemporal({ cli, folder, port, uiPort })).stop
    },
  }
}

/** A process of its own, so that nothing of it can be reached by a production start. */
function stripePart(ports: { api: number; stripe: number }): Part {
  const secret = `whsec_${randomBytes(16).toString('hex')}`
  const webhook = `http://127.0.0.1:${ports.api}/webhooks/stripe`
  const options = ['--port', String(ports.stripe), '--webhook', webhook, '--secret', secret]
  return {
    environment: {
      STRIPE_SECRET_KEY: 'sk_test_trial',
      STRIPE_WEBHOOK_SECRET: secret,
      STRIPE_API_BASE: `http://127.0.0.1:${ports.stripe}`,
    },
    note: 'Payments go to a test shop on this machine: no real money moves.',
    start: () => startTestShop(options, ports.stripe),
  }
}

async function startTestShop(options: string[], port: number) {
  const script = join(import.meta.dirname, 'fake-stripe.ts')
  const shop = spawn(process.execPath, [script, ...options], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const { stdout, stderr } = shop
  if (stdout === null || stderr === null) throw new Error('The test shop has no output to read.')
  const ended = text(stderr).then((said) => {
    throw new Error(`The test shop on FAKE_STRIPE_PORT ${port} did not start: ${said.trim()}`)
  })
  await Promise.race([once(stdout, 'data'), ended])
  ended.catch(() => {})
  return async () => {
    if (shop.exitCode !== null) return
    shop.kill('SIGTERM')
    await once(shop, 'exit')
  }
}

async function modelPart(): Promise<Part> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/v1`
  return {
    environment: { VLLM_4B_URLS: url, VLLM_32B_URLS: url },
    note: 'Sections are written by a stand-in, not by a language model: set VLLM_4B_URLS for a real one.',
    async start() {
      const models = ['packhorse-4b-lora', 'packhorse-32b-awq']
      return (await startStandInModel({ port, models })).close
    },
  }
}
