import * as oidc from 'openid-client'
import { isPlain } from '../exposure.ts'
import type { OidcConfig } from './config.ts'
import { ProviderAway } from './failure.ts'

/** Milliseconds for which what a provider says of itself holds. */
const lifetime = 3_600_000

/** Seconds that each of its answers may take. */
const patience = 5

/**
 * A provider by what it says of itself, which is asked for when somebody signs in: once for all who do so at the
 * same time, and again after an hour or a failure. Signatures of ID tokens are checked, though they come by TLS.
 */
export function createProvider(config: OidcConfig) {
  let known: { readonly asked: Promise<oidc.Configuration>; readonly until: number } | null = null

  return async (): Promise<oidc.Configuration> => {
    if (known === null || known.until <= Date.now())
      known = { asked: discover(config), until: Date.now() + lifetime }
    const mine = known
    try {
      return await mine.asked
    } catch (cause) {
      if (known === mine) known = null
      throw new ProviderAway('nothing is known of the provider', { cause })
    }
  }
}

function discover({ issuer, clientId, clientSecret }: OidcConfig): Promise<oidc.Configuration> {
  const plain = isPlain(issuer.href) ? [oidc.allowInsecureRequests] : []
  return oidc.discovery(issuer, clientId, {}, knownBy(clientSecret), {
    timeout: patience,
    execute: [oidc.enableNonRepudiationChecks, ...plain],
  })
}

/** By `client_secret_basic`, which the specification takes for granted; by post where only that is taken. */
function knownBy(secret: string): oidc.ClientAuth {
  const [basic, post] = [oidc.ClientSecretBasic(secret), oidc.ClientSecretPost(secret)]
  return (server, ...rest) => {
    const taken = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    return (taken.includes('client_secret_basic') ? basic : post)(server, ...rest)
  }
}
