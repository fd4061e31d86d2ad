import * as oidc from 'openid-client'
import { z } from 'zod'
import { seal, unseal } from '../seal.ts'

/** A sign-in under way, which its browser keeps. */
const attempt = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** Milliseconds since 1970. */
  ends: z.number(),
})

export type Attempt = z.infer<typeof attempt>

/** Seconds that a sign-in may take. */
export const attemptSeconds = 600

const bound = 'sign-in'

export function newAttempt(): Attempt {
  return {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    verifier: oidc.randomPKCECodeVerifier(),
    ends: Date.now() + attemptSeconds * 1_000,
  }
}

export function sealAttempt(key: Buffer, one: Attempt): string {
  return seal(key, Buffer.from(JSON.stringify(one)), bound).toString('base64url')
}

/** Null: it is none of ours, or its time is over. */
export function openAttempt(key: Buffer, sealed: string): Attempt | null {
  const opened = unseal(key, Buffer.from(sealed, 'base64url'), bound)
  if (opened === null) return null
  const one = attempt.parse(JSON.parse(opened.toString()))
  return one.ends > Date.now() ? one : null
}
