import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { startFakeStripe } from '../../dev/fake-stripe.ts'
import { clientOf, webhookSecret } from './fake-stripe-shop.ts'

const webhook = 'http://127.0.0.1:9/webhooks/stripe'
const valid = ['--webhook', webhook]

function run(...args: string[]): ChildProcess {
  const env = { ...process.env, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_SECRET_KEY: '' }
  return fork('dev/fake-stripe.ts', args, { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
}

async function failure(...args: string[]) {
  const child = run(...args)
  if (child.stderr === null) throw new Error('no stderr')
  const [message, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
  return { code, message: message.trim() }
}

async function started() {
  const child = run(...valid)
  const [line] = await once(child.stdout ?? child, 'data')
  return { child, url: String(line).trim().split(' ').at(-1) ?? '' }
}

it('serves on loopback until it is told to stop, then exits 0', async () => {
  const { child, url } = await started()
  expect(new URL(url).hostname).toBe('127.0.0.1')
  const { data } = await clientOf(Number(new URL(url).port)).events.list()
  expect(data).toEqual([])
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})

it('ends with the process that started it', async () => {
  const { child } = await started()
  child.disconnect()
  expect(await once(child, 'exit')).toEqual([0, null])
})

it('refuses another host in one line', async () => {
  const { code, message } = await failure('--host', '0.0.0.0', ...valid)
  expect(code).toBe(1)
  expect(message).toMatch(/^fake Stripe: The fake Stripe must not listen on 0\.0\.0\.0.*$/)
})

it('refuses a webhook endpoint on another machine in one line', async () => {
  const { code, message } = await failure('--webhook', 'https://shop.example/')
  expect(code).toBe(1)
  expect(message).toMatch(/^fake Stripe: .*must not send webhooks to shop\.example.*$/)
})

it('refuses a taken port in one line', async () => {
  const holder = await startFakeStripe({ webhookUrl: webhook, webhookSecret })
  const { code, message } = await failure('--port', String(holder.port), ...valid)
  await holder.close()
  expect(code).toBe(1)
  expect(message).toMatch(/^fake Stripe: the port is taken.*$/)
})

it('takes no secret on its command line, which every user of the machine may read', async () => {
  expect((await failure(...valid, '--secret', 'whsec_1')).code).toBe(2)
  expect((await failure(...valid, '--key', 'sk_test_1')).code).toBe(2)
})

it('exits 2 when used wrongly', async () => {
  expect((await failure()).code).toBe(2)
})

it('refuses a request that reached it by another name', async () => {
  const fake = await startFakeStripe({ webhookUrl: webhook, webhookSecret })
  const { request } = await import('node:http')
  const sent = request(`${fake.url}/v1/events`, { headers: { host: 'shop.example' } }).end()
  const [answer] = await once(sent, 'response')
  expect(answer.statusCode).toBe(403)
  await fake.close()
})
