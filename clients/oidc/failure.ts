import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client'

/** Why nobody was let in. */
export interface Failure {
  /**
   * `away`: the provider was not reached, or answers no question of ours. `refused`: it let nobody in.
   * `over`: the sign-in was used, is too old or was never ours. `unfit`: the answer is not one to it.
   */
  readonly kind: 'away' | 'refused' | 'over' | 'unfit'
  /** A code of the protocol, of the library's or the system's, in word characters; null: there is none. */
  readonly code: string | null
}

/** It says nothing of itself, or nothing that fits the settings. */
export class ProviderAway extends Error {
  override readonly name = 'ProviderAway'
}

export const over: Failure = { kind: 'over', code: null }

export const unfit: Failure = { kind: 'unfit', code: null }

/** What is wrong with an answer that came, and is no sign that the provider is away. */
const ofAnswers = [
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
  'OAUTH_KEY_SELECTION_FAILED',
]

/**
 * A code, and no word more: descriptions are whatever somebody puts into an address, and causes hold answers with tokens.
 *
 * @throws what is no failure of a provider's
 */
export function failureOf(error: unknown): Failure {
  const code = codeOf(error)
  if (error instanceof ProviderAway) return { kind: 'away', code: codeOf(error.cause) }
  if (error instanceof AuthorizationResponseError) return { kind: 'refused', code }
  if (error instanceof ResponseBodyError)
    return error.error === 'invalid_grant' ? over : { kind: 'away', code }
  if (error instanceof WWWAuthenticateChallengeError)
    return { kind: 'away', code: `HTTP_${error.status}` }
  if (error instanceof ClientError)
    return { kind: ofAnswers.includes(error.code ?? '') ? 'unfit' : 'away', code }
  if (code !== null) return { kind: 'away', code }
  throw error
}

function codeOf(thrown: unknown): string | null {
  const { error, code, cause } = thrown as Coded
  const codes = [error, code, cause?.code]
  return codes.find((one) => typeof one === 'string' && /^\w{1,60}$/.test(one)) ?? null
}

interface Coded {
  /** Of OAuth. */
  readonly error?: string
  readonly code?: string
  readonly cause?: Coded
}
