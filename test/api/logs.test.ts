import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createBank } from '../../dev/bank.ts'
import { createBuyer } from '../../dev/demo/buyer.ts'
import { type FakeStripe, startFakeStripe } from '../../dev/fake-stripe.ts'
import { freePort } from '../../dev/free-port.ts'
import { type MailServer, startMailServer } from '../mail-server.ts'
import { answerAt, client, type OpenidProvider, startOpenidProvider } from '../openid-provider.ts'
import { webhookSecret } from '../shop.ts'
import { soon } from '../soon.ts'
import { answersWith, orderBody } from './calls.ts'

const server = join(import.meta.dirname, '..', '..', 'api', 'server.ts')
const email = 'margaret@firm.example'
const body = orderBody({ email })

let folder: string
let stripe: FakeStripe
let mail: MailServer
let provider: OpenidProvider
let api: ChildProcess
let log: string
let token: string
/** What belongs to sign-ins, and to nobody who reads the log. */
let signInSecrets: readonly string[]

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'packhorse-log-'))
  const port = await freePort()
  const shop = `http://127.0.0.1:${port}`
  stripe = await startFakeStripe({ webhookUrl: `${shop}/webhooks/stripe`, webhookSecret })
  mail = await startMailServer()
  provider = await startOpenidProvider({
    port: await freePort(),
    redirectUri: `${shop}/ops/login/oidc/callback`,
    people: { olga: { email: 'olga@firm.example', email_verified: true } },
  })
  mail.behaviour.recipient = (address) => ({ code: 550, says: `<${address}>: user unknown` })
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
      SMTP_URL: `smtp://${email.replace('@', '%40')}:secret@127.0.0.1:${mail.port}`,
      MAIL_FROM: 'packs@shop.example',
      MAIL_GRACE: 'PT0S',
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: client.id,
      OIDC_CLIENT_SECRET: client.secret,
      OIDC_ROLES: 'email:olga@firm.example=viewer',
    },
  })
  const written = text(api.stderr ?? new ReadableStream())
  const refused = new Promise<void>((told) => {
    api.stderr?.on('data', (said) => String(said).includes('letter refused') && told())
  })
  await vi.waitFor(() => fetch(`${shop}/healthz`), { ...soon, interval: 200 })
  token = await visit(shop)
  signInSecrets = await signIn(shop)
  await refused
  api.kill('SIGTERM')
  log = await written
})

afterAll(async () => {
  if (api.exitCode === null && api.kill('SIGTERM')) await once(api, 'exit')
  await stripe.close()
  await mail.close()
  await provider.close()
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
  await createBank(stripe).fail(2)
  await post(body)
  return order.token
}

/** Signs in, and comes back once more when the provider has gone. */
async function signIn(shop: string): Promise<readonly string[]> {
  const seen: string[] = [client.secret]
  for (const status of [200, 503]) {
    const begun = await fetch(`${shop}/ops/login/oidc`, { redirect: 'manual' })
    const [cookie = ''] = begun.headers.getSetCookie()[0]?.split(';') ?? []
    const answer = await answerAt(new URL(begun.headers.get('location') ?? ''), 'login=olga')
    if (status === 503) await provider.close()
    const landed = await fetch(answer, { headers: { cookie } })
    expect(landed.status).toBe(status)
    const opened = landed.headers.getSetCookie().map((set) => set.split(';')[0] ?? '')
    const values = [cookie, ...opened].map((pair) => pair.slice(pair.indexOf('=') + 1))
    seen.push(...answer.searchParams.values(), ...values)
  }
  return seen.filter((value) => value !== '' && value !== provider.issuer)
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

it('the log says of a letter that its address was refused, and not which', () => {
  const line = log.split('\n').find((one) => one.includes('letter refused')) ?? '{}'
  expect(JSON.parse(line)).toMatchObject({ template: 'paid', why: '550 <…@…>: user unknown' })
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

it('the log says that nobody could sign in, and holds nothing by which somebody does', () => {
  const failed = log
    .split('\n')
    .find((line) => line.includes('/ops/login/oidc/callback') && line.includes('failed'))
  expect(JSON.parse(failed ?? '{}').error.message).toContain('(ECONNREFUSED)')
  expect(signInSecrets.length).toBeGreaterThanOrEqual(8)
  for (const secret of signInSecrets) expect(log).not.toContain(secret)
})

it('the log holds no e-mail address and no answer', () => {
  expect(log).not.toMatch(/\w@(?!…)/)
  expect(log).not.toContain('Harbour')
})
