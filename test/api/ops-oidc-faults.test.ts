import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { answerAt, type OpenidProvider, otherClient } from '../openid-provider.ts'
import { cookieSet, type OidcShop, openOidcShop } from './oidc-shop.ts'

let ops: OidcShop
let provider: OpenidProvider
beforeAll(async () => {
  ops = await openOidcShop()
  provider = await ops.startProvider()
})
afterAll(() => ops.close())
beforeEach(() => {
  provider.behaviour.hangs = () => false
  provider.behaviour.idToken = (own) => own
})

type Landed = Awaited<ReturnType<OidcShop['land']>>

/** Nobody is let in, and the page says why. */
function expectRefused(landed: Landed, status: number, said: string) {
  expect([landed.statusCode, landed.body]).toEqual([status, expect.stringContaining(said)])
  expect(landed.body).toContain('href="/ops/login"')
  expect(cookieSet(landed)).toBe('')
}

const isOver = 'It was used already, took longer than ten minutes, or began in another browser.'
const noAnswer = 'to your sign-in (OAUTH_'

const changed = (url: URL, name: string, value: string) => {
  const other = new URL(url)
  other.searchParams.set(name, value)
  return other
}

describe('an answer of the provider lets nobody in', () => {
  it('in a browser that did not begin the sign-in', async () => {
    const { url } = await ops.begin()
    const answer = await answerAt(url, 'login=olga')
    expectRefused(await ops.land(answer, ''), 400, isOver)
    const { cookie } = await ops.begin()
    expectRefused(await ops.land(answer, cookie), 400, isOver)
  })

  it.each(['', 'forged', '"><script>alert(1)</script>'])('with the state %j', async (state) => {
    const { url, cookie } = await ops.begin()
    const answer = changed(await answerAt(url, 'login=olga'), 'state', state)
    const landed = await ops.land(answer, cookie)
    expectRefused(landed, 400, isOver)
    expect(landed.body).not.toContain('<script>alert')
  })

  it('with the state of one sign-in and what was kept of another', async () => {
    const [one, two] = [await ops.begin(), await ops.begin()]
    const crossed = one.cookie.replace(one.state, two.state)
    const answer = await answerAt(two.url, 'login=olga')
    expectRefused(await ops.land(answer, crossed), 403, noAnswer)
  })

  it('with the code of another sign-in', async () => {
    const [one, two] = [await ops.begin(), await ops.begin()]
    const foreign = (await answerAt(one.url, 'login=olga')).searchParams.get('code') ?? ''
    const answer = changed(await answerAt(two.url, 'login=vera'), 'code', foreign)
    expectRefused(await ops.land(answer, two.cookie), 400, isOver)
  })

  it('twice', async () => {
    const { url, cookie } = await ops.begin()
    const answer = await answerAt(url, 'login=olga')
    const landed = await ops.land(answer, cookie)
    expect(landed.statusCode).toBe(200)
    expect(landed.headers['set-cookie']).toContainEqual(
      expect.stringMatching(/^packhorse_sign_in_.*=; .*Max-Age=0/),
    )
    expectRefused(await ops.land(answer, cookieSet(landed)), 400, isOver)
    expectRefused(await ops.land(answer, cookie), 400, isOver)
  })

  it('with another nonce than was asked for', async () => {
    const { url, cookie } = await ops.begin()
    const answer = await answerAt(changed(url, 'nonce', 'another'), 'login=olga')
    expectRefused(await ops.land(answer, cookie), 403, noAnswer)
  })

  it('with a code for which another challenge was sent', async () => {
    const { url, cookie } = await ops.begin()
    const answer = await answerAt(changed(url, 'code_challenge', 'A'.repeat(43)), 'login=olga')
    expectRefused(await ops.land(answer, cookie), 400, isOver)
  })

  it('with the code of another client', async () => {
    const { url, cookie } = await ops.begin()
    const answer = await answerAt(changed(url, 'client_id', otherClient.id), 'login=olga')
    expectRefused(await ops.land(answer, cookie), 400, isOver)
  })

  it('with the token of another client', async () => {
    const { url, cookie } = await ops.begin()
    const foreign = await tokenOfOther(url)
    provider.behaviour.idToken = () => foreign
    expectRefused(await ops.land(await answerAt(url, 'login=vera'), cookie), 403, noAnswer)
  })

  it('with a token that was changed, or signed by nobody', async () => {
    const changes = [
      (own: string) => own.replace(/\.[^.]+$/, `.${Buffer.alloc(256, 7).toString('base64url')}`),
      (own: string) => {
        const [header = '', body = '', ...seal] = own.split('.')
        const claims = JSON.parse(Buffer.from(body, 'base64url').toString())
        const posed = Buffer.from(JSON.stringify({ ...claims, sub: 'vera' })).toString('base64url')
        return [header, posed, ...seal].join('.')
      },
      (own: string) => {
        const none = Buffer.from('{"alg":"none"}').toString('base64url')
        return `${none}.${own.split('.')[1]}.`
      },
    ]
    for (const change of changes) {
      const { url, cookie } = await ops.begin()
      provider.behaviour.idToken = change
      const landed = await ops.land(await answerAt(url, 'login=olga'), cookie)
      expectRefused(landed, 403, noAnswer)
    }
  })

  it('after more than ten minutes, whatever the browser still sends', async () => {
    const { url, cookie } = await ops.begin()
    const answer = await answerAt(url, 'login=olga')
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 601_000 })
    try {
      expectRefused(await ops.land(answer, cookie), 400, isOver)
    } finally {
      vi.useRealTimers()
    }
  })

  it.each([
    ['changed', (cookie: string) => cookie.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'))],
    ['cut short', (cookie: string) => cookie.slice(0, -60)],
    ['emptied', (cookie: string) => cookie.replace(/=.*/, '=')],
  ])('with a cookie that was %s', async (_, change) => {
    const { url, cookie } = await ops.begin()
    const answer = await answerAt(url, 'login=olga')
    expectRefused(await ops.land(answer, change(cookie)), 400, isOver)
  })

  it('that is a refusal, of which its words are not shown', async () => {
    const { url, cookie } = await ops.begin()
    const answer = await answerAt(url, 'because=<script>alert(1)</script>, call 0800 666')
    expect(answer.searchParams.get('error_description')).toContain('<script>')
    const landed = await ops.land(answer, cookie)
    expectRefused(landed, 403, 'did not let you through (access_denied)')
    expect(landed.body).not.toMatch(/alert\(1\)|0800/)
  })

  it('that is a refusal whose very code is made up', async () => {
    const { url, cookie } = await ops.begin()
    const made = changed(await answerAt(url, 'because=none'), 'error', '<b>call 0800</b>')
    const landed = await ops.land(made, cookie)
    expectRefused(landed, 403, 'through (OAUTH_AUTHORIZATION_RESPONSE_ERROR)')
    expect(landed.body).not.toContain('0800')
  })

  it('that names no code at all', async () => {
    const { state, cookie } = await ops.begin()
    const issuer = encodeURIComponent(provider.issuer)
    const bare = new URL(`${ops.redirectUri}?state=${state}&iss=${issuer}`)
    expectRefused(await ops.land(bare, cookie), 403, noAnswer)
  })
})

/** A token that the provider made for another client, with the nonce of ours. */
async function tokenOfOther(url: URL): Promise<string> {
  const verifier = 'v'.repeat(43)
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  const asked = changed(changed(url, 'client_id', otherClient.id), 'code_challenge', challenge)
  const code = (await answerAt(asked, 'login=olga')).searchParams.get('code') ?? ''
  const { id, secret } = otherClient
  const authorization = `Basic ${btoa([id, secret].map(encodeURIComponent).join(':'))}`
  const answer = await fetch(`${provider.issuer}/token`, {
    method: 'POST',
    headers: { authorization },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      redirect_uri: ops.redirectUri,
      code_verifier: verifier,
      code,
    }),
  })
  return ((await answer.json()) as { id_token: string }).id_token
}

describe('a provider that hangs', () => {
  it.each(['/token', '/me'])('at %s is waited for so long and no longer', async (path) => {
    const { url, cookie } = await ops.begin()
    const answer = await answerAt(url, 'login=olga')
    provider.behaviour.hangs = (asked) => asked === path
    expectRefused(await ops.land(answer, cookie), 503, '(OAUTH_TIMEOUT)')
  })
})

describe('whoever would use the sign-in for something else', () => {
  it.each(['returnTo', 'redirect_uri', 'next', 'iss'])('leads nobody away by %s', async (name) => {
    const evil = encodeURIComponent('https://evil.example/')
    const { headers } = await ops.get(`/ops/login/oidc?${name}=${evil}`)
    const url = new URL(headers.location ?? '')
    expect([url.origin, url.searchParams.get('redirect_uri')]).toEqual([
      provider.issuer,
      ops.redirectUri,
    ])
    const begun = await ops.begin()
    const answer = await answerAt(begun.url, 'login=vera')
    if (name !== 'iss') answer.searchParams.set(name, 'https://evil.example/')
    const landed = await ops.land(answer, begun.cookie)
    expect([landed.statusCode, landed.headers['refresh']]).toEqual([200, '0; url=/ops/orders'])
    expect(landed.body + JSON.stringify(landed.headers)).not.toContain('evil')
  })

  it('has no session that was there before become another’s', async () => {
    const before = cookieSet(await ops.signIn('vera'))
    const { url, cookie } = await ops.begin(before)
    const landed = await ops.land(await answerAt(url, 'login=olga'), `${before}; ${cookie}`)
    expect(cookieSet(landed)).not.toBe(before)
    expect((await ops.get('/ops/orders', before)).body).toContain('vera@firm.example, viewer')
    for (const fixed of [
      'packhorse_ops=fixed',
      `packhorse_ops=${btoa('olga')}.operator.9999999999.`,
    ])
      expect((await ops.get('/ops/orders', fixed)).statusCode).toBe(303)
  })

  it('is stopped like one who tries tokens', async () => {
    const tries = Array.from({ length: 241 }, (_, count) =>
      ops.shop.app.inject({
        url: count % 2 === 0 ? '/ops/login/oidc' : '/ops/login/oidc/callback',
        remoteAddress: '192.0.2.19',
      }),
    )
    const codes = (await Promise.all(tries)).map(({ statusCode }) => statusCode)
    expect(codes.filter((code) => code === 429)).toHaveLength(1)
  })
})
