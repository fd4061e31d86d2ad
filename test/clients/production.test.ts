import { describe, expect, it } from 'vitest'
import { readApi } from '../../clients/config.ts'
import { isLoopback, isProduction, refuseUnsafe } from '../../clients/production.ts'

const trial = {
  STRIPE_SECRET_KEY: 'sk_test_1',
  STRIPE_WEBHOOK_SECRET: 'whsec_1',
  STRIPE_API_BASE: 'http://127.0.0.1:8081',
}
const { STRIPE_API_BASE, ...withStripe } = trial
const safe = {
  ...withStripe,
  STRIPE_SECRET_KEY: 'sk_live_1',
  PUBLIC_URL: 'https://shop.example',
  LINK_SECRET: Buffer.alloc(32).toString('base64'),
}

const refusal = (environment: Record<string, string>) => () => refuseUnsafe(readApi(environment))

describe('production is', () => {
  it.each([
    ['a public address', { publicUrl: 'https://shop.example', secretKey: 'sk_test_1' }, true],
    ['a live key', { publicUrl: undefined, secretKey: 'sk_live_1' }, true],
    ['a restricted live key', { publicUrl: undefined, secretKey: 'rk_live_1' }, true],
    ['not a test key at home', { publicUrl: 'http://localhost:80', secretKey: 'sk_test_1' }, false],
    ['not an empty environment', { publicUrl: undefined, secretKey: undefined }, false],
  ])('%s', (_, exposure, expected) => expect(isProduction(exposure)).toBe(expected))

  it.each([
    ['127.0.0.1', true],
    ['127.8.0.1', true],
    ['[::1]', true],
    ['localhost', true],
    ['127.0.0.1.example', false],
    ['0.0.0.0', false],
    ['10.0.0.1', false],
  ])('not loopback: %s is %s', (host, expected) => expect(isLoopback(host)).toBe(expected))
})

describe('a shop', () => {
  it('may take test payments at home, and real ones with secrets of its own', () => {
    expect(refusal(trial)).not.toThrow()
    expect(refusal(safe)).not.toThrow()
  })

  it.each([
    ['a test shop beside a public address', { ...safe, STRIPE_API_BASE }, 'STRIPE_API_BASE'],
    [
      'a test shop beside a live key',
      { ...trial, STRIPE_SECRET_KEY: 'rk_live_1' },
      'STRIPE_API_BASE',
    ],
    ['a test shop on an open port', { ...trial, HOST: '0.0.0.0' }, 'STRIPE_API_BASE'],
    ['no key', { ...safe, STRIPE_SECRET_KEY: '' }, 'STRIPE_SECRET_KEY'],
    ['no webhook secret', { ...safe, STRIPE_WEBHOOK_SECRET: '' }, 'STRIPE_WEBHOOK_SECRET'],
    ['no link secret beside a public address', { ...safe, LINK_SECRET: '' }, 'LINK_SECRET'],
    [
      'no link secret beside a live key',
      { ...safe, PUBLIC_URL: '', LINK_SECRET: '' },
      'LINK_SECRET',
    ],
  ])('is refused with %s', (_, environment, named) => {
    expect(refusal(environment)).toThrow(new RegExp(`^${named} .*; .+\\.$`))
  })
})
