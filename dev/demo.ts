import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { failWith } from '../clients/failure.ts'
import { keysFrom, writePublicKey } from '../clients/keys.ts'
import { untilStopped } from '../clients/signals.ts'
import { createSigner } from '../documents/bundle/signature.ts'
import { createBuyer } from './demo/buyer.ts'
import { type House, startHouse } from './demo/house.ts'
import { type Models, startModels } from './demo/models.ts'
import { type DemoOptions, readOptions } from './demo/options.ts'
import { demonstrate } from './demo/story.ts'
import { freePort } from './free-port.ts'

const checkout = join(import.meta.dirname, '..', '.local')

type Say = (line: string) => void

/** The main job end to end on real parts, with a model that is away, late, slow or talks nonsense. */
async function main() {
  const options = readOptions(process.argv.slice(2))
  const say: Say = (line) => (options.json ? process.stderr : process.stdout).write(`${line}\n`)
  const stopped = untilStopped()
  const folder = mkdtempSync(join(tmpdir(), 'packhorse-demo-'))
  const models = await startModels(options.model, process.env)
  const house = startHouse({ ...(await settings(folder)), ...models.environment }, say)
  try {
    const told = await Promise.race([inHouse(house, options, models, say), stopped])
    if (told === undefined) throw new Error('The demonstration was stopped before its end.')
    if (options.keep) await stopped
    if (!told.ok) throw new Error('A release did not verify; the difference is named above.')
  } finally {
    await house.stop()
    await models.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function inHouse(house: House, options: DemoOptions, models: Models, say: Say) {
  const { shop, temporalUi, memory } = await house.opened
  const told = await demonstrate(options, models, createBuyer(shop), say)
  const memoryMiB = await memory()
  say(`\nMemory of the all-in-one process: ${memoryMiB} MiB`)
  if (options.json) console.log(JSON.stringify({ ...told, temporalUi, memoryMiB }))
  if (options.keep) say(`Shop ${shop}, Temporal UI ${temporalUi}; Ctrl-C ends it.`)
  return told
}

/** A folder and ports of its own, this checkout's signing key, and short bounds. */
async function settings(folder: string): Promise<Record<string, string>> {
  const [signingKey = ''] = keysFrom('SIGNING_KEY', undefined, checkout, 'signing')
  writePublicKey(checkout, createSigner(signingKey).publicPem)
  const port = await freePort(5)
  return {
    HOST: '127.0.0.1',
    PORT: String(port),
    FAKE_STRIPE_PORT: '',
    METRICS_PORT: '',
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATA_DIR: folder,
    SIGNING_KEY: signingKey,
    LOG_LEVEL: 'error',
    INFERENCE_4B_TIMEOUTS: process.env['INFERENCE_4B_TIMEOUTS'] || '5,10,20',
    INFERENCE_32B_TIMEOUTS: process.env['INFERENCE_32B_TIMEOUTS'] || '5,10,20',
    LATE_UPGRADE_WINDOW: 'PT20S',
    BREAKER_QUARANTINE: 'PT5S',
    // A Temporal server that is already there may have other workers than ours.
    QUEUE_PREFIX: `demo-${port}-`,
    // Whatever the shell points at a real deployment stays out of a demonstration.
    DATABASE_URL: '',
    STORE_URL: '',
    STRIPE_SECRET_KEY: '',
    STRIPE_WEBHOOK_SECRET: '',
    STRIPE_API_BASE: '',
    LINK_SECRET: '',
    ENDPOINTS_FILE: '',
  }
}

await main().catch(failWith)
