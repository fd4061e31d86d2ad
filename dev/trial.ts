import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Environment } from '../clients/config.ts'
import { freePort, isFree } from './free-port.ts'
import { startStandInModel } from './stand-in-model.ts'
import { provideTemporalCli, startTemporal } from './temporal.ts'

/** What stands in for the parts that the environment does not name. */
export interface Trial {
  /** The environment with those parts in it, also before they are started. */
  readonly environment: Environment
  /** The dev server; null where the environment names one. */
  readonly temporal: { readonly address: string; readonly ui: string } | null
  /** One line for each part that stands in for a real one. */
  readonly notes: readonly string[]
  start(say: (line: string) => void): Promise<void>
  stop(): Promise<void>
}

export interface TrialPorts {
  readonly api: number
  readonly stripe: number
  readonly temporal: number
  readonly temporalUi: number
}

interface Part {
  readonly environment: Environment
  readonly temporal?: { readonly address: string; readonly ui: string }
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
  ports: TrialPorts,
  dataDir: string,
): Promise<Trial> {
  const parts: Part[] = []
  if (!environment['TEMPORAL_ADDRESS']) parts.push(temporalPart(ports, dataDir))
  if (!environment['STRIPE_SECRET_KEY']) {
    parts.push(stripePart(ports))
    if (!namesModels(environment)) parts.push(await modelPart())
  }
  const stops: (() => Promise<void>)[] = []
  return {
    environment: Object.assign({}, environment, ...parts.map((part) => part.environment)),
    temporal: parts.find((part) => part.temporal)?.temporal ?? null,
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

function temporalPart(ports: TrialPorts, dataDir: string): Part {
  const { temporal: port, temporalUi: uiPort } = ports
  const address = `127.0.0.1:${port}`
  const ui = `http://127.0.0.1:${uiPort}`
  return {
    environment: { TEMPORAL_ADDRESS: address, TEMPORAL_UI_URL: ui },
    temporal: { address, ui },
    async start(say) {
      await requireFree(port, 'PORT+3, where Temporal listens in trial')
      await requireFree(uiPort, 'PORT+4, where its UI listens in trial')
      const cli = await provideTemporalCli(say)
      mkdirSync(dataDir, { recursive: true })
      const folder = join(dataDir, 'temporal')
      return (await startTemporal({ cli, folder, port, uiPort })).stop
    },
  }
}

/** A process of its own, so that nothing of it can be reached by a production start. */
function stripePart(ports: TrialPorts): Part {
  const secret = `whsec_${randomBytes(16).toString('hex')}`
  const webhook = `http://127.0.0.1:${ports.api}/webhooks/stripe`
  const options = ['--port', String(ports.stripe), '--webhook', webhook]
  return {
    environment: {
      STRIPE_SECRET_KEY: 'sk_test_trial',
      STRIPE_WEBHOOK_SECRET: secret,
      STRIPE_API_BASE: `http://127.0.0.1:${ports.stripe}`,
    },
    note: 'Payments go to a test shop on this machine: no real money moves.',
    start: () => startTestShop(options, secret, ports.stripe),
  }
}

async function startTestShop(options: string[], secret: string, port: number) {
  const script = join(import.meta.dirname, 'fake-stripe.ts')
  const shop = spawn(process.execPath, [script, ...options], {
    // Every user of the machine may read a command line, and nobody else's environment.
    env: { ...process.env, STRIPE_WEBHOOK_SECRET: secret },
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

async function requireFree(port: number, what: string): Promise<void> {
  if (await isFree(port)) return
  throw new Error(
    `Port ${port} (${what}) is in use by another process; stop that one, choose another PORT, or set TEMPORAL_ADDRESS to a server.`,
  )
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
