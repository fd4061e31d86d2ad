import { createHmac } from 'node:crypto'
import * as oidc from 'openid-client'
import { type Attempt, attemptSeconds, newAttempt, openAttempt, sealAttempt } from './attempt.ts'
import type { OidcConfig, RoleRule } from './config.ts'
import { failureOf, over, unfit } from './failure.ts'
import { nameOf, roleOf } from './person.ts'
import { createProvider } from './provider.ts'

/**
 * Signing in by OpenID Connect: an authorization code with PKCE, state and nonce, all of it by the library.
 * Nothing is stored here, so any process of the shop ends what another began.
 *
 * @param redirectUri to which the provider leads back
 */
export function createSignIn(config: OidcConfig, redirectUri: string) {
  const provider = createProvider(config)
  const key = keyFor('sign-in', config)

  async function begin() {
    const server = await provider()
    const attempt = newAttempt()
    const url = await addressOf(attempt, server, config.roles, redirectUri)
    const sealed = sealAttempt(key, attempt)
    return { kind: 'begun', url, state: attempt.state, sealed, seconds: attemptSeconds } as const
  }

  async function finish(query: string, kept: string) {
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

    /** Answers with the provider's page, and what the browser keeps until it comes back. */
    begin: () => begin().catch(failureOf),

    /**
     * Answers with who came.
     *
     * @param query of the address to which the provider led back
     * @param kept what the browser kept
     */
    finish: (query: string, kept: string) => finish(query, kept).catch(failureOf),
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
async function meet(server: oidc.Configuration, rules: readonly RoleRule[], tokens: Tokens) {
  const token = tokens.claims()
  if (token === undefined) return unfit
  const hasMore = server.serverMetadata().userinfo_endpoint !== undefined
  const more = hasMore ? [await oidc.fetchUserInfo(server, tokens.access_token, token.sub)] : []
  const answers = [token, ...more]
  const [name, role] = [nameOf(token.sub, answers), roleOf(rules, answers) ?? null]
  return { kind: 'met', name, role } as const
}
