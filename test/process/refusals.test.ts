import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { describe, expect, inject, it } from 'vitest'
import { oneLine, ownSettings, run, start, untilSaid } from './programs.ts'

const whsec = { STRIPE_WEBHOOK_SECRET: 'whsec_3f1b9c7d5e2a48d6' }
const stripe = { STRIPE_SECRET_KEY: 'sk_test_1', ...whsec }
const live = { ...whsec, STRIPE_SECRET_KEY: 'sk_live_1' }
const linked = { ...live, LINK_SECRET: randomBytes(32).toString('base64') }
const keyed = { ...linked, SIGNING_KEY: randomBytes(32).toString('base64') }
const sealed = { ...keyed, DATA_KEY: randomBytes(32).toString('base64') }
const open = { ...keyed, PUBLIC_URL: 'https://shop.example' }

async function settings(more: Readonly<Record<string, string>> = {}) {
  return { ...(await ownSettings()), TEMPORAL_ADDRESS: inject('temporal'), ...more }
}

describe('npm start refuses in one line, with exit code 1:', () => {
  it('a data folder that another process uses', async () => {
    const first = await settings()
    await untilSaid(start('start.ts', [], first), 'Shop')
    const { code, said } = await run('start.ts', [], await settings({ DATA_DIR: first.DATA_DIR }))
    expect(code).toBe(1)
    expect(said).toMatch(oneLine)
    expect(said).toMatch(/embedded database in .* is in use by process \d+.*DATABASE_URL/)
  })

  it.each(['PORT', 'FAKE_STRIPE_PORT', 'METRICS_PORT'])('a %s that is taken', async (variable) => {
    const holder = createServer().listen(0, '127.0.0.1')
    await once(holder, 'listening')
    const { port } = holder.address() as AddressInfo
    const more = { [variable]: String(port), LOG_LEVEL: 'error' }
    const { code, said } = await run('start.ts', [], await settings(more))
    holder.close()
    expect(code).toBe(1)
    expect(said).toMatch(oneLine)
    expect(said).toContain(String(port))
  })

  it.each([3, 4])('PORT+%i that is taken, where Temporal is to listen', async (offset) => {
    const { TEMPORAL_ADDRESS: _, ...trial } = await settings({ LOG_LEVEL: 'error' })
    const port = Number(trial.PORT) + offset
    const holder = createServer().listen(port, '127.0.0.1')
    await once(holder, 'listening')
    const { code, said } = await run('start.ts', [], trial)
    holder.close()
    expect(code).toBe(1)
    expect(said).toMatch(oneLine)
    expect(said).toMatch(new RegExp(`Port ${port} .*PORT\\+${offset}.*in use.*TEMPORAL_ADDRESS`))
  })

  it.each([
    [
      'a public address with a test shop',
      { PUBLIC_URL: 'https://shop.example' },
      /STRIPE_API_BASE/,
    ],
    ['a live key with a trial signing key', linked, /SIGNING_KEY/],
    ['a live key with no public address', keyed, /PUBLIC_URL is http:\/\/127/],
    ['a live key with the embedded database', open, /DATABASE_URL is not set/],
    ['a trial key on an open port', { ...stripe, HOST: '0.0.0.0' }, /LINK_SECRET/],
    ['a host that is none of this machine’s', { ...sealed, ...stripe, HOST: '192.0.2.1' }, /HOST/],
    [
      'a database that does not answer',
      { DATABASE_URL: 'postgres://127.0.0.1:1/x' },
      /DATABASE_URL/,
    ],
    ['a wrong value', { LATE_UPGRADE_WINDOW: 'tomorrow' }, /LATE_UPGRADE_WINDOW/],
  ])('%s', async (_, more, named) => {
    const { code, said } = await run('start.ts', [], await settings(more))
    expect(code).toBe(1)
    expect(said).toMatch(oneLine)
    expect(said).toMatch(named)
  })
})

describe('npm run start:api refuses in one line, with exit code 1:', () => {
  it.each([
    ['to take payments without a Stripe key', {}, /STRIPE_SECRET_KEY is not set.*npm start/],
    [
      'the embedded database beside a live key and a public address',
      open,
      /DATABASE_URL is not set/,
    ],
    ['a live key with no public address', keyed, /PUBLIC_URL is http:/],
  ])('%s', async (_, more, named) => {
    const { code, said } = await run('api/server.ts', [], await settings(more))
    expect(code).toBe(1)
    expect(said).toMatch(oneLine)
    expect(said).toMatch(named)
  })
})
