import { describe, expect, it } from 'vitest'
import { readApi } from '../../clients/config.ts'
import { isLoopback, isProduction } from '../../clients/exposure.ts'
import type { Log } from '../../clients/log.ts'
import { readMail } from '../../clients/mail/config.ts'
import { refuseTrialSigning, refuseUnsafe, warnOfProxies } from '../../clients/production.ts'

const link = 'GJ8xYfEJ8tNV6l0q0VrD0Jr1aU3r1qk2m0rJg2v6X9E='
const signing = 'b1ZkQ0m2uT5b0s2c9rT8o3cVn6xw7yZ1a4d5e6f7g8g='
const zeros = Buffer.alloc(32).toString('base64')
const whsec = 'whsec_3f1b9c7d5e2a48d6'
const trial = {
  STRIPE_SECRET_KEY: 'sk_test_1',
  STRIPE_WEBHOOK_SECRET: 'whsec_1',
  STRIPE_API_BASE: 'http://127.0.0.1:8081',
}
const home = { STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_WEBHOOK_SECRET: whsec }
const safe = {
  STRIPE_SECRET_KEY: 'sk_live_1',
  STRIPE_WEBHOOK_SECRET: whsec,
  PUBLIC_URL: 'https://shop.example',
  DATABASE_URL: 'postgres://db/packhorse',
  LINK_SECRET: link,
  SIGNING_KEY: signing,
  SELLER_NAME: 'Packhorse Ltd',
  SELLER_ADDRESS: '1 High Street, Galway, Ireland',
  SELLER_EMAIL: 'help@packhorse.example',
  SELLER_REGISTER: 'Companies Registration Office 123456',
  SELLER_VAT_ID: 'IE1234567X',
  SMTP_URL: 'smtps://packs:secret@mail.example',
  MAIL_FROM: 'Packhorse <packs@shop.example>',
}
const keys = { LINK_SECRET: link, SIGNING_KEY: signing }
const public_ = { PUBLIC_URL: 'https://shop.example' }
const test_ = { STRIPE_SECRET_KEY: 'sk_test_1' }
const oidc = {
  OIDC_ISSUER: 'https://id.firm.example',
  OIDC_CLIENT_ID: 'packhorse',
  OIDC_CLIENT_SECRET: 'c3VwZXJzZWNyZXQ=',
  OIDC_ROLES: 'groups:ops=operator',
}
const byEmail = { OPS_TOKENS: 'ada@firm.example:operator:token' }
const bucket = { STORE_URL: 's3://packs/shop' }
const local = { STRIPE_API_BASE: 'http://127.0.0.1:8081' }

const exposure = { host: '127.0.0.1', publicUrl: undefined, secretKey: undefined }

describe('production is', () => {
  it.each([
    ['a public address', { publicUrl: 'https://shop.example', secretKey: 'sk_test_1' }, true],
    ['a live key', { secretKey: 'sk_live_1' }, true],
    ['a restricted live key', { secretKey: 'rk_live_1' }, true],
    ['not a test key at home', { publicUrl: 'http://localhost:80', secretKey: 'sk_test_1' }, false],
    ['not a trial on an open port', { host: '0.0.0.0', secretKey: 'sk_test_1' }, false],
    ['not an empty environment', {}, false],
  ])('%s', (_, given, expected) => {
    expect(isProduction({ ...exposure, ...given })).toBe(expected)
  })

  it.each([
    ['127.0.0.1', true],
    ['127.8.0.1', true],
    ['[::1]', true],
    ['localhost', true],
    ['127.0.0.1.example', false],
    ['0.0.0.0', false],
    ['::', false],
    ['10.0.0.1', false],
  ])('not loopback: %s is %s', (host, expected) => expect(isLoopback(host)).toBe(expected))
})

describe('a shop starts', () => {
  it.each([
    ['for trial', trial],
    ['for trial with Stripe’s own test mode', home],
    ['for trial with the embedded database and keys of its own', { ...home, ...keys }],
    ['for trial on an open port, with secrets of its own', { ...home, ...keys, HOST: '0.0.0.0' }],
    ['in production', safe],
    ['in production with a restricted key', { ...safe, STRIPE_SECRET_KEY: 'rk_live_1' }],
    ['in production on every address', { ...safe, HOST: '0.0.0.0' }],
    ['in production with keys being replaced', { ...safe, LINK_SECRET: `${link},${flip(link)}` }],
    ['in production with more days than promised', { ...safe, CORRECTION_WINDOW: 'P30D' }],
    ['for trial without corrections', { ...home, CORRECTION_WINDOW: 'PT0S' }],
    ['in production with a bucket', { ...safe, ...bucket, S3_ENDPOINT: 'https://s3.example' }],
    ['with a gateway beside it', { ...safe, ...bucket, S3_ENDPOINT: 'http://[::1]:7070' }],
    ['for trial with plain S3', { ...home, ...bucket, S3_ENDPOINT: 'http://10.0.0.9' }],
    ['with tokens of names like addresses', { ...home, ...byEmail }],
    ['with a provider to sign in by', { ...home, ...oidc, OPS_TOKENS: 'ada:operator:token' }],
    ['in production by a gateway to Stripe', { ...safe, STRIPE_API_BASE: 'https://pay.example' }],
  ])('%s', (_, environment) => {
    expect(() => refuseUnsafe(environment, true)).not.toThrow()
  })
})

describe('a shop is refused with', () => {
  it.each([
    ['no key', { ...safe, STRIPE_SECRET_KEY: '' }, 'STRIPE_SECRET_KEY'],
    ['no webhook secret', { ...safe, STRIPE_WEBHOOK_SECRET: '' }, 'STRIPE_WEBHOOK_SECRET'],
    ['whsec_ alone', { ...safe, STRIPE_WEBHOOK_SECRET: 'whsec_' }, 'STRIPE_WEBHOOK_SECRET'],
    ['a short one', { ...safe, STRIPE_WEBHOOK_SECRET: 'whsec_1' }, 'STRIPE_WEBHOOK_SECRET'],
    ['one short', { ...safe, STRIPE_WEBHOOK_SECRET: `${whsec},whsec_1` }, 'STRIPE_WEBHOOK_SECRET'],
    ['a short one on an open port', { ...trial, HOST: '::', ...keys }, 'STRIPE_API_BASE'],
    ['a test shop beside a public address', { ...safe, ...local }, 'STRIPE_API_BASE'],
    ['a test shop beside a live key', { ...trial, STRIPE_SECRET_KEY: 'rk_live_1' }, 'STRIPE_API'],
    ['a test shop on an open port', { ...trial, HOST: '0.0.0.0' }, 'STRIPE_API_BASE'],
    ['plain http to Stripe', { ...safe, STRIPE_API_BASE: 'http://pay.example' }, 'STRIPE_API_BASE'],
    ['plain http, in trial', { ...home, STRIPE_API_BASE: 'http://10.0.0.9' }, 'STRIPE_API_BASE'],
    ['plain http, shouted', { ...safe, STRIPE_API_BASE: 'HTTP://pay.example' }, 'STRIPE_API_BASE'],
    ['no link secret', { ...safe, LINK_SECRET: '' }, 'LINK_SECRET'],
    ['none beside a live key', { ...safe, PUBLIC_URL: '', LINK_SECRET: '' }, 'LINK_SECRET'],
    ['a trial link key on 0.0.0.0', { ...home, HOST: '0.0.0.0' }, 'LINK_SECRET'],
    ['a trial link key on a network', { ...home, HOST: '10.0.0.1' }, 'LINK_SECRET'],
    ['no signing key', { ...safe, SIGNING_KEY: '' }, 'SIGNING_KEY'],
    [
      'a trial signing key on 0.0.0.0',
      { ...home, HOST: '0.0.0.0', LINK_SECRET: link },
      'SIGNING_KEY',
    ],
    ['the embedded database beside a live key', { ...safe, DATABASE_URL: '' }, 'DATABASE_URL'],
    [
      'the embedded database beside a live key at home',
      { ...safe, DATABASE_URL: '', PUBLIC_URL: '' },
      'PUBLIC_URL',
    ],
    ['a test key on a public address', { ...safe, ...test_ }, 'STRIPE_SECRET_KEY'],
    ['a restricted test key there', { ...safe, STRIPE_SECRET_KEY: 'rk_test_1' }, 'STRIPE_SECRET'],
    ['plain http to S3', { ...safe, ...bucket, S3_ENDPOINT: 'http://s3.example' }, 'S3_ENDPOINT'],
    ['an S3 server and no bucket', { ...safe, S3_ENDPOINT: 'https://s3.example' }, 'S3_ENDPOINT'],
    ['half a key', { ...safe, ...bucket, AWS_ACCESS_KEY_ID: 'a' }, 'AWS_SECRET_ACCESS_KEY'],
    ['plain http to customers', { ...safe, PUBLIC_URL: 'http://shop.example' }, 'PUBLIC_URL'],
    ['plain http in the office', { ...safe, PUBLIC_URL: 'http://10.0.0.5:8080' }, 'PUBLIC_URL'],
    ['a live key and no address', { ...safe, PUBLIC_URL: '' }, 'PUBLIC_URL'],
    ['a live key at home', { ...safe, PUBLIC_URL: 'https://localhost' }, 'PUBLIC_URL'],
    ['fewer days than promised', { ...safe, CORRECTION_WINDOW: 'P13D' }, 'CORRECTION_WINDOW'],
    ['a token by the name of who signs in', { ...home, ...oidc, ...byEmail }, 'OPS_TOKENS'],
    ['a provider by plain http', { ...home, ...oidc, OIDC_ISSUER: 'http://10.0.0.9' }, 'OIDC'],
    ['no seller', { ...safe, SELLER_NAME: '' }, 'SELLER_NAME'],
    ['a seller without an address', { ...safe, SELLER_ADDRESS: '' }, 'SELLER_ADDRESS'],
    ['a seller without an e-mail', { ...safe, SELLER_EMAIL: '' }, 'SELLER_EMAIL'],
    ['a seller without a register', { ...safe, SELLER_REGISTER: '' }, 'SELLER_REGISTER'],
    ['a seller without a VAT id', { ...safe, SELLER_VAT_ID: '' }, 'SELLER_VAT_ID'],
    ['a token that is guessed', { ...safe, OPS_TOKENS: 'ada:operator:horse' }, 'OPS_TOKENS'],
    ['an all-zero link secret', { ...safe, LINK_SECRET: zeros }, 'LINK_SECRET'],
    ['an all-zero signing key', { ...safe, SIGNING_KEY: zeros }, 'SIGNING_KEY'],
    ['an all-zero key, in trial', { ...trial, LINK_SECRET: zeros }, 'LINK_SECRET'],
    ['an all-zero old key', { ...safe, LINK_SECRET: `${link},${zeros}` }, 'LINK_SECRET'],
    ['a short link secret', { ...safe, LINK_SECRET: 'c2hvcnQ=' }, 'LINK_SECRET'],
    ['a link secret twice', { ...safe, LINK_SECRET: `${link},${link}` }, 'LINK_SECRET'],
    ['equal secrets', { ...safe, SIGNING_KEY: link }, 'LINK_SECRET and SIGNING_KEY'],
    ['an old equal secret', { ...safe, SIGNING_KEY: `${signing},${link}` }, 'LINK_SECRET'],
  ])('%s', (_, environment, named) => {
    expect(() => refuseUnsafe(environment, true)).toThrow(new RegExp(`^${named}.*; .+\\.$`))
  })
})

it.each([
  ['SELLER_EMAIL', 'set it.'],
  ['SELLER_VAT_ID', 'set it, to “none” where the firm has none.'],
])('says of a missing %s only what then works: %s', (variable, remedy) => {
  const refused = () => refuseUnsafe({ ...safe, [variable]: '' }, true)
  expect(refused).toThrow(`shown to customers; ${remedy}`)
})

describe('letters', () => {
  it.each([
    ['in production without a mail server', { ...safe, SMTP_URL: '' }, 'SMTP_URL'],
    ['without a sender', { ...safe, MAIL_FROM: '' }, 'MAIL_FROM'],
    ['without a sender at home', { ...trial, SMTP_URL: safe.SMTP_URL }, 'MAIL_FROM'],
    ['with a web address', { ...safe, SMTP_URL: 'https://mail.example' }, 'SMTP_URL'],
    ['with half a mail server', { ...safe, SMTP_URL: 'smtp://' }, 'SMTP_URL'],
    ['with a sender that is none', { ...safe, MAIL_FROM: 'Packhorse <packs>' }, 'MAIL_FROM'],
    ['with two senders', { ...safe, MAIL_FROM: 'a@shop.example, b@shop.example' }, 'MAIL_FROM'],
    ['with a time that is none', { ...safe, MAIL_GRACE: '2 minutes' }, 'MAIL_GRACE'],
  ])('are refused %s, and no password is said', (_, environment, named) => {
    const refused = () => refuseUnsafe(environment, true)
    expect(refused).toThrow(new RegExp(`^${named} .*; .+\\.$`))
    expect(refused).not.toThrow('secret')
  })

  it.each([
    'packs@shop.example',
    'Packhorse <packs@shop.example>',
    'Pack “&” Horse <p@shop.example>',
  ])('may come from %s', (from) => {
    expect(() => refuseUnsafe({ ...safe, MAIL_FROM: from }, true)).not.toThrow()
    expect(readMail({ MAIL_FROM: from }).address).toMatch(/^p(acks)?@shop\.example$/)
  })

  it('of a trial need neither', () => {
    expect(() => refuseUnsafe(trial, true)).not.toThrow()
  })
})

describe('a worker', () => {
  it('needs nothing that only a shop needs', () => {
    expect(() => refuseUnsafe({}, false)).not.toThrow()
    expect(() => refuseUnsafe({ ...public_, DATABASE_URL: safe.DATABASE_URL }, false)).not.toThrow()
    expect(() => refuseUnsafe({ STRIPE_WEBHOOK_SECRET: 'nonsense' }, false)).not.toThrow()
  })

  it.each([
    ['the embedded database in production', { ...public_ }, 'DATABASE_URL'],
    ['a test key on a public address', { ...safe, ...test_ }, 'STRIPE_SECRET_KEY'],
    ['an all-zero signing key', { ...safe, SIGNING_KEY: zeros }, 'SIGNING_KEY'],
    ['equal secrets', { ...keys, SIGNING_KEY: link }, 'LINK_SECRET'],
  ])('is refused with %s', (_, environment, named) => {
    expect(() => refuseUnsafe(environment, false)).toThrow(new RegExp(`^${named}.*; .+\\.$`))
  })

  it('that signs is refused without the shop’s key, wherever it is', () => {
    expect(() => refuseTrialSigning({}, false)).toThrow(/^SIGNING_KEY is not set.*; .+\.$/)
    expect(() => refuseTrialSigning({ SIGNING_KEY: signing }, false)).not.toThrow()
  })
})

describe('a shop that signs with a trial key', () => {
  it.each([
    ['in production', public_],
    ['on an open port', { HOST: '0.0.0.0' }],
  ])('is refused %s', (_, environment) => {
    expect(() => refuseTrialSigning(environment, true)).toThrow(/^SIGNING_KEY is not set/)
    expect(() => refuseTrialSigning({ ...environment, SIGNING_KEY: signing }, true)).not.toThrow()
  })

  it('starts at home', () => {
    expect(() => refuseTrialSigning(home, true)).not.toThrow()
  })
})

it.each([
  ['production without proxies', safe, 1],
  ['production with them', { ...safe, TRUSTED_PROXIES: '10.0.0.1' }, 0],
  ['a trial', trial, 0],
])('warns once of production without TRUSTED_PROXIES: %s', (_, environment, times) => {
  const warned: string[] = []
  const log = { warn: (line: string) => warned.push(line) } as unknown as Log
  warnOfProxies(readApi(environment), log)
  expect(warned.filter((line) => line.startsWith('TRUSTED_PROXIES'))).toHaveLength(times)
})

/** Another key. */
function flip(key: string): string {
  return key.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))
}
