import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { freePort } from '../../dev/free-port.ts'
import {
  answerAt,
  client,
  issuerOf,
  type OpenidProvider,
  type People,
  startOpenidProvider,
} from '../openid-provider.ts'
import { openShop } from '../shop.ts'

export const roles =
  'groups:packhorse-operators=operator,groups:all%2C staff=viewer,email:rita@firm.example=reviewer'

/** What each of the firm's people is said to be. */
const people: People = {
  olga: { email: 'olga@firm.example', email_verified: true, groups: ['packhorse-operators'] },
  vera: { email: 'vera@firm.example', email_verified: true, groups: ['all, staff'] },
  rita: { email: 'rita@firm.example', email_verified: true },
  both: {
    email: 'both@firm.example',
    email_verified: true,
    groups: ['all, staff', 'packhorse-operators'],
  },
  posed: { email: 'rita@firm.example', email_verified: false },
  strange: { email: 'strange@firm.example', email_verified: true, groups: ['packhorse'] },
  elsewhere: { email: 'packhorse-operators', email_verified: true, roles: ['packhorse-operators'] },
  numbered: { groups: 'packhorse-operators' },
  'two\nlines': { groups: ['packhorse-operators'] },
}

/**
 * A shop without workers whose people sign in by a provider, which is started when it is wanted.
 *
 * @param host of the provider; `localhost` is another site than the shop's
 */
export async function openOidcShop(host = '127.0.0.1') {
  const port = await freePort()
  const environment = {
    OPS_TOKENS: 'ada:operator:token-of-ada',
    OIDC_ISSUER: issuerOf({ port, host }),
    OIDC_CLIENT_ID: client.id,
    OIDC_CLIENT_SECRET: client.secret,
    OIDC_ROLES: roles,
  }
  const shop = await openShop({ workers: [], environment })
  const redirectUri = `${shop.publicUrl}/ops/login/oidc/callback`
  const visitor = createVisitor(shop.app)
  let provider: OpenidProvider | null = null
  return {
    ...{ shop, environment, redirectUri, ...visitor },

    async startProvider() {
      provider = await startOpenidProvider({ port, host, redirectUri, people })
      return provider
    },

    async close() {
      await shop.close()
      await provider?.close()
    },
  }
}

export type OidcShop = Awaited<ReturnType<typeof openOidcShop>>

/** A browser without a memory: the test says which cookies it sends. */
export function createVisitor(app: FastifyInstance) {
  let network = 0
  const get = (url: string, cookie = '') =>
    app.inject({
      url,
      headers: { accept: 'text/html', cookie },
      remoteAddress: `203.0.${(network += 1)}.1`,
    })

  /** Goes as far as the provider's address. */
  async function begin(cookie = '') {
    const answer = await get('/ops/login/oidc', cookie)
    const url = new URL(answer.headers.location ?? '', 'http://nowhere')
    return { answer, url, state: url.searchParams.get('state') ?? '', cookie: cookieSet(answer) }
  }

  /** Comes back from there. */
  const land = ({ pathname, search }: URL, cookie: string) => get(`${pathname}${search}`, cookie)

  /** All of it. */
  async function signIn(login: string) {
    const { url, cookie } = await begin()
    return land(await answerAt(url, `login=${encodeURIComponent(login)}`), cookie)
  }

  return { get, begin, land, signIn }
}

/** What a browser would send from now on, of what it is not told to forget. */
export function cookieSet({ headers }: Pick<LightMyRequestResponse, 'headers'>): string {
  const set = [headers['set-cookie'] ?? []].flat()
  const kept = set.filter((one) => !one.includes('Max-Age=0'))
  return kept.map((one) => one.split(';')[0]).join('; ')
}
