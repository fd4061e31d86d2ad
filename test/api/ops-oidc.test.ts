import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerAt } from '../openid-provider.ts'
import { cookieSet, type OidcShop, openOidcShop } from './oidc-shop.ts'

let ops: OidcShop
beforeAll(async () => {
  ops = await openOidcShop()
})
afterAll(() => ops.close())

const csrfIn = (page: string) => /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''

describe('while the provider is away', () => {
  it('its way in says so, what to do, and whom to ask', async () => {
    const { answer } = await ops.begin()
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '30'])
    const { host } = new URL(ops.environment.OIDC_ISSUER)
    expect(answer.body).toContain(`${host} could not be asked who you are (ECONNREFUSED)`)
    expect(answer.body).toContain('sign in with a token')
    expect(answer.body).toContain('href="/ops/login"')
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  it('tokens open the room as ever', async () => {
    const answer = await ops.shop.app.inject({
      method: 'POST',
      url: '/ops/login',
      payload: { token: 'token-of-ada' },
    })
    expect((await ops.get('/ops/orders', cookieSet(answer))).body).toContain('ada, operator')
  })

  it('it is asked again by the next who comes', async () => {
    await ops.startProvider()
    expect((await ops.begin()).answer.statusCode).toBe(303)
  })
})

describe('signing in by the provider', () => {
  it('is on the page of the sign-in, beside the token', async () => {
    const { body } = await ops.get('/ops/login')
    const { host } = new URL(ops.environment.OIDC_ISSUER)
    expect(body).toContain(`<a class="primary" href="/ops/login/oidc">Sign in with ${host}</a>`)
    expect(body).toContain('name="token"')
  })

  it('leads to the provider with PKCE, state and nonce, and nowhere else', async () => {
    const { answer, url } = await ops.begin()
    expect(answer.statusCode).toBe(303)
    expect(url.origin).toBe(ops.environment.OIDC_ISSUER)
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: 'packhorse',
      redirect_uri: ops.redirectUri,
      response_type: 'code',
      scope: 'openid email profile groups',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    })
  })

  it('leaves in the browser what only the shop can read, for ten minutes and for the way back alone', async () => {
    const { answer, url, state, cookie } = await ops.begin()
    expect(answer.headers['set-cookie']).toEqual([
      `${cookie}; Path=/ops/login/oidc; Max-Age=600; HttpOnly; SameSite=Lax`,
    ])
    const kept = Buffer.from(cookie.slice(cookie.indexOf('=') + 1), 'base64url').toString('latin1')
    for (const secret of [state, url.searchParams.get('nonce') ?? '', 'verifier'])
      expect(kept).not.toContain(secret)
  })

  it.each([
    ['olga', 'olga@firm.example, operator'],
    ['vera', 'vera@firm.example, viewer'],
    ['rita', 'rita@firm.example, reviewer'],
    ['both', 'both@firm.example, operator'],
    ['numbered', 'sub:numbered, operator'],
  ])('%s is known as %s', async (login, known) => {
    const landed = await ops.signIn(login)
    expect(landed.statusCode).toBe(200)
    expect((await ops.get('/ops/orders', cookieSet(landed))).body).toContain(`<p>${known}</p>`)
  })

  it.each([
    ['strange', 'no group of ours', 'you are strange@firm.example, and OIDC_ROLES'],
    ['posed', 'an address that is not verified', 'you are sub:posed, and OIDC_ROLES'],
    ['elsewhere', 'a group’s name in other claims', 'you are sub:elsewhere, and OIDC_ROLES'],
    ['two\nlines', 'a name of two lines', 'signs that our log does not take'],
  ])('%j has %s, and is refused in a sentence', async (login, _, said) => {
    const landed = await ops.signIn(login)
    expect([landed.statusCode, landed.body]).toEqual([403, expect.stringContaining(said)])
    expect(cookieSet(landed)).toBe('')
  })

  it('gives a session as a token does, which acts by its own forms, is on the log by its address, and ends', async () => {
    const landed = await ops.signIn('olga')
    expect(landed.headers['set-cookie']).toContainEqual(
      expect.stringMatching(
        /^packhorse_ops=.+; Path=\/ops; Max-Age=28800; HttpOnly; SameSite=Strict$/,
      ),
    )
    const cookie = cookieSet(landed)
    const post = (url: string, body: Record<string, string>) =>
      ops.shop.app.inject({
        ...{ method: 'POST', url, payload: new URLSearchParams(body).toString() },
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      })
    const act = { key: 'temperature', value: '0.4', why: 'of olga' }
    expect((await post('/ops/settings/set', act)).statusCode).toBe(403)
    const csrf = csrfIn((await ops.get('/ops/settings', cookie)).body)
    expect((await post('/ops/settings/set', { ...act, csrf })).statusCode).toBe(200)
    const entries = await ops.shop.app.inject({
      url: '/ops/log?find=of%20olga',
      headers: { cookie },
    })
    expect(entries.json().entries).toMatchObject([{ by: 'olga@firm.example', why: 'of olga' }])
    const out = await post('/ops/logout', { csrf })
    expect(out.headers['set-cookie']).toMatch(/^packhorse_ops=; .*Max-Age=0/)
  })

  it('in two tabs at once lets both in, whichever is first', async () => {
    const one = await ops.begin()
    const two = await ops.begin(one.cookie)
    const both = `${one.cookie}; ${two.cookie}`
    for (const { url } of [two, one]) {
      const landed = await ops.land(await answerAt(url, 'login=vera'), both)
      expect(landed.statusCode).toBe(200)
    }
  })

  it('begun again and again leaves no more than five cookies', async () => {
    const jar = new Map<string, string>()
    for (let times = 0; times < 8; times++) {
      const { answer } = await ops.begin([...jar].map((pair) => pair.join('=')).join('; '))
      for (const set of [answer.headers['set-cookie'] ?? []].flat()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
        if (set.includes('Max-Age=0')) jar.delete(name)
        else jar.set(name, value)
      }
    }
    expect(jar.size).toBe(5)
  })
})
