import fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createGuard } from '../../api/ops/guard.ts'
import { readOidc } from '../../clients/oidc/config.ts'
import { createSignIn } from '../../clients/oidc/sign-in.ts'
import { freePort } from '../../dev/free-port.ts'
import {
  answerAt,
  client,
  issuerOf,
  type OpenidProvider,
  startOpenidProvider,
} from '../openid-provider.ts'

const redirectUri = 'http://127.0.0.1:8080/ops/login/oidc/callback'
const people = { olga: { groups: ['ops'] } }

function signInWith(changed: Readonly<Record<string, string>>) {
  const config = readOidc({
    OIDC_ISSUER: 'http://127.0.0.1:9',
    OIDC_CLIENT_ID: client.id,
    OIDC_CLIENT_SECRET: client.secret,
    OIDC_ROLES: 'groups:ops=operator',
    ...changed,
  })
  if (config === null) throw new Error('unreachable')
  return createSignIn(config, redirectUri)
}

/** All of it, for olga. */
async function signIn(changed: Readonly<Record<string, string>>) {
  const { begin, finish } = signInWith(changed)
  const begun = await begin()
  if (begun.kind !== 'begun') return begun
  const { search } = await answerAt(new URL(begun.url), 'login=olga')
  return finish(search.slice(1), begun.sealed)
}

const olga = { kind: 'met', name: 'sub:olga', role: 'operator' }

describe.each([
  ['client_secret_basic', 'HTTP_401'],
  ['client_secret_post', 'invalid_client'],
] as const)('a provider that takes %s alone', (clientAuth, code) => {
  let provider: OpenidProvider
  beforeAll(async () => {
    provider = await startOpenidProvider({
      ...{ port: await freePort(), redirectUri, people, clientAuth },
    })
  })
  afterAll(() => provider.close())

  it('knows the shop by its secret', async () => {
    expect(await signIn({ OIDC_ISSUER: provider.issuer })).toEqual(olga)
  })

  it('does not know it by another, and says so', async () => {
    const wrong = { OIDC_CLIENT_SECRET: 'another secret of packhorse' }
    expect(await signIn({ OIDC_ISSUER: provider.issuer, ...wrong })).toEqual({
      kind: 'away',
      code,
    })
  })
})

describe('what a provider says of itself', () => {
  let provider: OpenidProvider
  let asked: string[]
  beforeAll(async () => {
    provider = await startOpenidProvider({ port: await freePort(), redirectUri, people })
  })
  afterAll(() => provider.close())

  const noting = (hangs: boolean) => {
    asked = []
    provider.behaviour.hangs = (path) => {
      asked.push(path)
      return hangs
    }
  }

  it('is asked for once, however many come at a time', async () => {
    noting(false)
    const { begin } = signInWith({ OIDC_ISSUER: provider.issuer })
    const all = await Promise.all([begin(), begin(), begin()])
    expect(all.map(({ kind }) => kind)).toEqual(['begun', 'begun', 'begun'])
    expect((await begin()).kind).toBe('begun')
    expect(asked).toEqual(['/.well-known/openid-configuration'])
  })

  it('is waited for so long and no longer, and is asked for again', async () => {
    noting(true)
    const { begin } = signInWith({ OIDC_ISSUER: provider.issuer })
    expect(await begin()).toEqual({ kind: 'away', code: 'OAUTH_TIMEOUT' })
    noting(false)
    expect((await begin()).kind).toBe('begun')
  })

  it('of another issuer than the settings name is no use', async () => {
    const other = issuerOf({ port: provider.port, host: 'localhost' })
    expect(await signIn({ OIDC_ISSUER: other })).toEqual({
      kind: 'away',
      code: 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
    })
  })
})

describe('a session of who signed in by a provider', () => {
  const vera = { name: 'vera@firm.example', role: 'viewer' } as const
  const secret = signInWith({}).secret
  const tokens = [{ name: 'ada', role: 'operator', token: 'token-of-ada' }] as const

  async function statusBehind(guard: ReturnType<typeof createGuard>, cookie: string) {
    const app = fastify()
    app.get('/inside', { onRequest: guard.atLeast('viewer') }, () => 'seen')
    return (await app.inject({ url: '/inside', headers: { cookie } })).statusCode
  }
  const cookie = createGuard(tokens, secret).sessions.open({ ...vera, token: secret }, true)

  it('is known by every process of the same settings', async () => {
    expect(await statusBehind(createGuard([], signInWith({}).secret), cookie)).toBe(200)
  })

  it.each([
    ['OIDC_ISSUER', 'http://127.0.0.1:10'],
    ['OIDC_CLIENT_ID', 'another'],
    ['OIDC_CLIENT_SECRET', 'another secret of packhorse'],
    ['OIDC_ROLES', 'groups:ops=viewer'],
  ])('ends when %s is another', async (name, value) => {
    const { secret } = signInWith({ [name]: value })
    expect(await statusBehind(createGuard(tokens, secret), cookie)).toBe(401)
  })

  it('ends when the provider is taken away', async () => {
    expect(await statusBehind(createGuard(tokens), cookie)).toBe(401)
  })

  it('ends after eight hours', async () => {
    const { sessions } = createGuard([], secret)
    const eightHours = 8 * 3_600_000
    const [now] = [Date.now()]
    const old = sessions.open({ ...vera, token: secret }, true, now - eightHours)
    expect(sessions.read(old, now)).toBe(null)
    expect(sessions.read(cookie, now)?.holder).toMatchObject(vera)
  })

  it('gives no role that it was not opened with, and is nobody’s with a token', async () => {
    const { sessions } = createGuard(tokens, secret)
    expect(sessions.read(cookie.replace('.viewer.', '.operator.'))).toBe(null)
    const posed = sessions.open({ name: 'ada', role: 'operator', token: secret }, true)
    expect(sessions.read(posed)).toBe(null)
  })
})
