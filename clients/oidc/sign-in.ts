import { createHmac } from 'node:crypto'
import * as oidc from 'openid-client'
import type { OpsRole } from '../../pack/ops-role.ts'
import { type Attempt, attemptSeconds, newAttempt, openAttempt, sealAttempt } from './attempt.ts'
import type { OidcConfig, RoleRule } from './config.ts'
import { type Failure, failureOf, over } from './failure.ts'
import { nameOf, roleOf } from './person.ts'
import { createProvider } from './provider.ts'

export interface Begun {
  readonly kind: 'begun'
  /** Of the provider's page. */
  readonly url: string
  /** By which the answer names its sign-in. */
  readonly state: string
  /** What the browser keeps until then, for so many seconds. */
  readonly sealed: string
  readonly seconds: number
}

export interface Met {
  readonly kind: 'met'
  /** Null: what the provider calls them cannot stand on a log. */
  readonly name: string | null
  /** Null: the settings give them none. */
  readonly role: OpsRole | null
}

/**
 * Signing in by OpenID Connect: an authorization code with PKCE, state and nonce, all of it by the library.
 * Nothing is stored here, so any process of the shop ends what another began.
 *
 * @param redirectUri to which the provider leads back
 */
export function createSignIn(config: OidcConfig, redirectUri: string) {
  const provider = createProvider(config)
  const key = keyFor('sign-in', config)

  async function begin(): Promise<Begun> {
    const server = await provider()
    const attempt = newAttempt()
    const url = await addressOf(attempt, server, config.roles, redirectUri)
    const sealed = sealAttempt(key, attempt)
    return { kind: 'begun', url, state: attempt.state, sealed, seconds: attemptSeconds }
  }

  async function finish(query: string, kept: string): Promise<Met | Failure> {
    const attempt = openAttempt(key, kept)
    if (attempt === null) return over
    const server = await provider()
    const tokens = await oidc.authorizationCodeGrant(server, new URL(`${redirectUri}?${query}`), {
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      pkceCodeVerifier: attempt.verifier,
    })
    return meet(server, config.roles, tokens)
  }

  return {
    /** Whom people sign in with. */
    host: config.issuer.host,

    /** Seals the sessions: they end with these settings. */
    secret: keyFor('session', config).toString('base64'),

    begin: (): Promise<Begun | Failure> => begin().catch(failureOf),

    /**
     * @param query of the address to which the provider led back
     * @param kept what the browser kept of it
     */
    finish: (query: string, kept: string): Promise<Met | Failure> =>
      finish(query, kept).catch(failureOf),
  }
}

function keyFor(use: string, { issuer, clientId, clientSecret, roles }: OidcConfig): Buffer {
  const settings = JSON.stringify([use, issuer.href, clientId, roles])
  return createHmac('sha256', clientSecret).update(settings).digest()
}

async function addressOf(
  { state, nonce, verifier }: Attempt,
  server: oidc.Configuration,
  rules: readonly RoleRule[],
  redirectUri: string,
): Promise<string> {
  const asked = {
    redirect_uri: redirectUri,
    scope: scopeOf(server, rules),
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }
  return oidc.buildAuthorizationUrl(server, asked).href
}

/** What tells who somebody is, and the scopes that are called like the claims which give roles. */
function scopeOf(server: oidc.Configuration, rules: readonly RoleRule[]): string {
  const offered = server.serverMetadata().scopes_supported ?? []
  const named = rules.map(({ claim }) => claim).filter((claim) => offered.includes(claim))
  return [...new Set(['openid', 'email', 'profile', ...named])].join(' ')
}

type Tokens = Awaited<ReturnType<typeof oidc.authorizationCodeGrant>>

/** Some claims are in the ID token and some behind the userinfo endpoint, as each provider likes. */
async function meet(
  server: oidc.Configuration,
  rules: readonly RoleRule[],
  tokens: Tokens,
): Promise<Met | Failure> {
  const token = tokens.claims()
  if (token === undefined) return { kind: 'unfit', code: null }
  const hasMore = server.serverMetadata().userinfo_endpoint !== undefined
  const more = hasMore ? [await oidc.fetchUserInfo(server, tokens.access_token, token.sub)] : []
  const answers = [token, ...more]
  return { kind: 'met', name: nameOf(token.sub, answers), role: roleOf(rules, answers) ?? null }
}
