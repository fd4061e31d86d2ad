import { wrongAddress } from '../../pack/email-address.ts'
import { type OpsRole, strongest } from '../../pack/ops-role.ts'
import type { RoleRule } from './config.ts'

/** What a provider says of somebody, in one answer. */
export type Claims = Readonly<Record<string, unknown>>

/** What may stand on the log; providers number people by other signs than these hardly ever. */
const plainSubject = /^[\w.@|:+=/-]{1,255}$/

/**
 * By what somebody stands on the log: the e-mail address that the provider has verified, else their subject, as
 * `sub:…`. Nobody chooses either for themselves, as they may a name. Null: no log should hold it.
 */
export function nameOf(subject: string, answers: readonly Claims[]): string | null {
  const email = answers.map(verifiedEmail).find((address) => address !== null)
  if (email !== undefined) return email
  return plainSubject.test(subject) ? `sub:${subject}` : null
}

/** The strongest role that any of the answers gives; an `email` counts where the same answer says that it is verified. */
export function roleOf(
  rules: readonly RoleRule[],
  answers: readonly Claims[],
): OpsRole | undefined {
  const given = rules.filter((rule) => answers.some((claims) => holds(claims, rule)))
  return strongest(given.map(({ role }) => role))
}

function holds(claims: Claims, { claim, value }: RoleRule): boolean {
  if (claim === 'email') return verifiedEmail(claims) === value
  return [claims[claim]].flat().includes(value)
}

function verifiedEmail({ email, email_verified }: Claims): string | null {
  const isOne = typeof email === 'string' && wrongAddress(email) === null
  return isOne && email_verified === true ? email : null
}
