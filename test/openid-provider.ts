import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type Configuration, Provider } from 'oidc-provider'

/** What the provider knows of somebody, by the name they sign in with there. */
export type People = Readonly<Record<string, Readonly<Record<string, unknown>>>>

interface ProviderOptions {
  readonly port: number
  /** Of the shop. */
  readonly redirectUri: string
  readonly people: People
  /** Another one than 127.0.0.1 is another site to a browser. */
  readonly host?: string
  /** How clients say who they are; left out: in each way there is. */
  readonly clientAuth?: 'client_secret_basic' | 'client_secret_post'
}

export const client = { id: 'packhorse', secret: 'a secret of the client packhorse' }
/** Of the same provider, and none of ours. */
export const otherClient = { id: 'wiki', secret: 'a secret of the client wiki' }

export const issuerOf = ({ port, host = '127.0.0.1' }: Pick<ProviderOptions, 'port' | 'host'>) =>
  `http://${host}:${port}`

export type OpenidProvider = Awaited<ReturnType<typeof startOpenidProvider>>

/** A real provider on loopback that believes everybody's name, and misbehaves as it is told. */
export async function startOpenidProvider(options: ProviderOptions) {
  const provider = new Provider(issuerOf(options), configuration(options))
  const behaviour = {
    /** Asked for a path; true: it is never answered. */
    hangs: (_path: string): boolean => false,
    /** The ID token that is given out. */
    idToken: (own: string): string => own,
  }
  provider.use(async (ctx, next) => {
    if (behaviour.hangs(ctx.path)) await new Promise(() => {})
    await next()
    const body = ctx.body as { id_token?: string } | undefined
    if (ctx.path === '/token' && body?.id_token) body.id_token = behaviour.idToken(body.id_token)
  })
  provider.use(async (ctx, next) => {
    const [, uid, answer] = /^\/interaction\/([\w-]+)(?:\/(\w+))?$/.exec(ctx.path) ?? []
    if (uid === undefined) return next()
    ctx.type = 'html'
    ctx.body = signInPage(ctx.path)
    if (answer === undefined) return
    ctx.respond = false
    const login = { accountId: String(ctx.query['login']) }
    const refusal = { error: 'access_denied', error_description: String(ctx.query['because']) }
    await provider.interactionFinished(ctx.req, ctx.res, answer === 'login' ? { login } : refusal)
  })
  const server = provider.listen(options.port, '127.0.0.1')
  await once(server, 'listening')
  return {
    issuer: issuerOf(options),
    port: (server.address() as AddressInfo).port,
    behaviour,
    /** Also one that is closed already. */
    async close() {
      server.closeAllConnections()
      await new Promise<void>((closed) => server.close(() => closed()))
    },
  }
}

const signInPage = (path: string) => `<!doctype html><html lang="en"><title>Your firm</title>
<form action="${path}/login"><label>Name <input name="login"></label><button>Sign in</button></form>
<form action="${path}/refuse"><button>Refuse</button></form>`

function configuration({ redirectUri, people, clientAuth }: ProviderOptions): Configuration {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const clientOf = ({ id, secret }: typeof client) => ({
    client_id: id,
    client_secret: secret,
    redirect_uris: [redirectUri],
    ...(clientAuth && { token_endpoint_auth_method: clientAuth }),
  })
  return {
    clients: [clientOf(client), clientOf(otherClient)],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
    ...(clientAuth && { clientAuthMethods: [clientAuth] }),
    cookies: { keys: ['of the tests'] },
    features: { devInteractions: { enabled: false } },
    claims: { email: ['email', 'email_verified'], profile: ['roles'], groups: ['groups'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, ...people[id] }),
    }),
    async loadExistingGrant({ oidc }) {
      const { provider, client, session, requestParamScopes } = oidc
      const grant = new provider.Grant({
        clientId: client?.clientId,
        accountId: session?.accountId,
      })
      grant.addOIDCScope([...requestParamScopes].join(' '))
      await grant.save()
      return grant
    },
  }
}

/**
 * Signs in at the provider as a browser would, one that has never been there.
 *
 * @param url to which the shop leads
 * @param answer `login=NAME`, or `because=WORDS` of a refusal
 * @returns the address to which the provider leads back
 */
export async function answerAt(url: URL, answer: string): Promise<URL> {
  const cookies = new Map<string, string>()
  async function follow(address: string | URL): Promise<URL> {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ')
    const { headers } = await fetch(address, { redirect: 'manual', headers: { cookie } })
    for (const set of headers.getSetCookie()) {
      const [pair = ''] = set.split(';')
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    return new URL(headers.get('location') ?? '', address)
  }
  const page = await follow(url)
  const how = answer.startsWith('login=') ? 'login' : 'refuse'
  return follow(await follow(`${page.href}/${how}?${answer}`))
}
