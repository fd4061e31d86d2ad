import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createBuyer } from '../../dev/demo/buyer.ts'
import { type FakeStripe, startFakeStripe } from '../../dev/fake-stripe.ts'
import { freePort } from '../../dev/free-port.ts'
import { webhookSecret } from '../shop.ts'
import { answersWith, orderBody } from './calls.ts'

const server = join(import.meta.dirname, '..', '..', 'api', 'server.ts')
const email = 'margaret@firm.example'
const body = orderBody({ email })

let folder: string
let stripe: FakeStripe
let api: ChildProcess
let log: string
let token: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'packhorse-log-'))
  const port = await freePort()
  const shop = `http://127.0.0.1:${port}`
  stripe = await startFakeStripe({ webhookUrl: `${shop}/webhooks/stripe`, webhookSecret })
  api = spawn(process.execPath, [server], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      PORT: String(port),
      METRICS_PORT: '0',
      DATA_DIR: folder,
      DATABASE_URL: '',
      STRIPE_SECRET_KEY: 'sk_test_1',
      STRIPE_WEBHOOK_SECRET: webhookSecret,
      STRIPE_API_BASE: stripe.url,
      TEMPORAL_ADDRESS: '127.0.0.1:1',
      LOG_LEVEL: 'debug',
    },
  })
  const written = text(api.stderr ?? new ReadableStream())
  await vi.waitFor(() => fetch(`${shop}/healthz`), { timeout: 60_000, interval: 200 })
  token = await visit(shop)
  api.kill('SIGTERM')
  log = await written
})

afterAll(async () => {
  if (api.exitCode === null && api.kill('SIGTERM')) await once(api, 'exit')
  await stripe.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What a customer, a guesser and a bad hour at Stripe bring. @returns the order's token */
async function visit(shop: string): Promise<string> {
  const buyer = createBuyer(shop)
  const order = await buyer.order(body)
  await buyer.pay(order.url)
  for (const rest of ['', '/pack.zip', '/nothing', '%ff', `/pack.zip?email=${email}`])
    await fetch(`${shop}/orders/${order.token}${rest}`)
  const headers = { 'content-type': 'application/json' }
  const post = (order: unknown) =>
    fetch(`${shop}/checkout`, { method: 'POST', headers, body: JSON.stringify(order) })
  await post({ ...body, answers: answersWith('company.legalName', email.repeat(20)) })
  const failures = new URLSearchParams({ times: '2' })
  await fetch(`${stripe.url}/_fake/failures`, { method: 'POST', body: failures })
  await post(body)
  return order.token
}

it('the log names routes by their patterns', () => {
  expect(log).toContain('"route":"/orders/:token"')
  expect(log).toContain('"route":"/orders/:token/pack.zip"')
})

it('the log says what failed and on whose side', () => {
  const failed = log.split('\n').find((line) => line.includes('"request failed"')) ?? '{}'
  const { error } = JSON.parse(failed)
  expect(error).toMatchObject({ type: 'Problem', cause: { type: 'StripeUnavailable' } })
  expect(error.cause.stack).toMatch(/StripeUnavailable: .*\n +at .*clients\/stripe/)
})

it('the log is JSON, line by line', () => {
  const lines = log.trim().split('\n')
  expect(lines.length).toBeGreaterThan(5)
  expect(lines.map((line) => JSON.parse(line).msg)).not.toContain(undefined)
})

it('the log holds no token, whole or in part', () => {
  expect(log).not.toContain(token)
  expect(log).not.toContain(token.split('-').slice(1).join('-'))
})

it('the log holds no e-mail address and no answer', () => {
  expect(log).not.toMatch(/\w@(?!…)/)
  expect(log).not.toContain('Harbour')
})
