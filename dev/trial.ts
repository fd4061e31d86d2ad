import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Environment } from '../clients/config.ts'
import { startStandInModel } from './stand-in-model.ts'
import { provideTemporalCli, startTemporal } from './temporal.ts'

/** What trial adds to the environment, and how to take it away again. */
export interface Trial {
  readonly environment: Environment
  readonly temporalUi: string | null
  /** One line for each part that stands in for a real one. */
  readonly notes: readonly string[]
  stop(): Promise<void>
}

const webhookSecret = 'whsec_trial_only'

/**
 * Starts on loopback what the environment does not name: a Temporal dev server, a test shop in
 * Stripe's place, stand-in models. With a Stripe key nothing is put in place of Stripe or a model.
 */
export async function startTrial(
  environment: Environment,
  ports: { api: number; stripe: number },
  dataDir: string,
  say: (line: string) => void,
): Promise<Trial> {
  const parts: Part[] = []
  try {
    if (!environment['TEMPORAL_ADDRESS']) parts.push(await temporalPart(dataDir, say))
    if (!environment['STRIPE_SECRET_KEY']) {
      parts.push(await stripePart(ports))
      if (!namesModels(environment)) parts.push(await modelPart())
    }
  } catch (error) {
    await stopAll(parts)
    throw error
  }
  return {
    environment: Object.assign({}, environment, ...parts.map((part) => part.environment)),
    temporalUi: parts.find((part) => part.ui)?.ui ?? null,
    notes: parts.flatMap((part) => part.note ?? []),
    stop: () => stopAll(parts),
  }
}

interface Part {
  readonly environment: Environment
  readonly ui?: string
  readonly note?: string
  stop(): Promise<void>
}

async function stopAll(parts: readonly Part[]) {
  for (const part of [...parts].reverse()) await part.stop()
}

function namesModels(environment: Environment): boolean {
  return ['VLLM_4B_URLS', 'VLLM_32B_URLS', 'ENDPOINTS_FILE'].some((name) => environment[name])
}

async function temporalPart(dataDir: string, say: (line: string) => void): Promise<Part> {
  const cli = await provideTemporalCli(say)
  mkdirSync(dataDir, { recursive: true })
  const server = await startTemporal({ cli, folder: join(dataDir, 'temporal') })
  return { environment: { TEMPORAL_ADDRESS: server.address }, ui: server.ui, stop: server.stop }
}

/** A process of its own, so that nothing of it can be reached by a production start. */
async function stripePart({ api, stripe }: { api: number; stripe: number }): Promise<Part> {
  const webhook = `http://127.0.0.1:${api}/webhooks/stripe`
  const script = join(import.meta.dirname, 'fake-stripe.ts')
  const options = ['--port', String(stripe), '--webhook', webhook, '--secret', webhookSecret]
  const shop = spawn(process.execPath, [script, ...options], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  await Promise.race([
    once(shop.stdout as Readable, 'data'),
    once(shop, 'exit').then(() => {
      throw new Error(
        `The test shop could not start on port ${stripe}; choose another FAKE_STRIPE_PORT.`,
      )
    }),
  ])
  return {
    environment: {
      STRIPE_SECRET_KEY: 'sk_test_trial',
      STRIPE_WEBHOOK_SECRET: webhookSecret,
      STRIPE_API_BASE: `http://127.0.0.1:${stripe}`,
    },
    note: 'Payments go to a test shop on this machine: no real money moves.',
    async stop() {
      if (shop.exitCode !== null) return
      shop.kill('SIGTERM')
      await once(shop, 'exit')
    },
  }
}

async function modelPart(): Promise<Part> {
  const model = await startStandInModel({ models: ['packhorse-4b-lora', 'packhorse-32b-awq'] })
  return {
    environment: { VLLM_4B_URLS: model.url, VLLM_32B_URLS: model.url },
    note: 'Sections are written by a stand-in, not by a language model: set VLLM_4B_URLS for a real one.',
    stop: model.close,
  }
}
