import type { OpsRole } from '../../pack/ops-role.ts'
import { Problem } from '../problem.ts'

/** Signing in by a provider of OpenID Connect. */
export interface SignIn {
  /** Of the provider. */
  readonly host: string
  /** Seals the sessions of all who come by it. */
  readonly secret: string
  readonly begin: () => Promise<Begun | Failure>
  /**
   * @param query of the address to which the provider led back
   * @param kept what the browser kept of it
   */
  readonly finish: (query: string, kept: string) => Promise<Met | Failure>
}

interface Begun {
  readonly kind: 'begun'
  /** Of the provider's page. */
  readonly url: string
  /** By which the answer names its sign-in. */
  readonly state: string
  /** What the browser keeps until then, for so many seconds. */
  readonly sealed: string
  readonly seconds: number
}

interface Met {
  readonly kind: 'met'
  /** Null: what the provider calls them cannot stand on the log. */
  readonly name: string | null
  /** Null: the settings give them none. */
  readonly role: OpsRole | null
}

interface Failure {
  readonly kind: 'away' | 'refused' | 'over' | 'unfit'
  /** For whoever mends it. */
  readonly code: string | null
}

/** Seconds after which a provider that is away may be asked again. */
const pause = 30

export function notSignedIn({ kind, code }: Failure, host: string): Problem {
  const { status, ...words } = failures(host, code === null ? '' : ` (${code})`)[kind]
  return withWayBack(new Problem(status, words, {}, kind === 'away' ? pause : null))
}

/** In our words alone: what came with the answer may be anybody's. */
function failures(host: string, code: string) {
  return {
    away: {
      status: 503,
      title: 'Not possible by the provider now',
      detail: `${host} could not be asked who you are${code}, so nobody was let in.`,
      remedy: `Try again in a minute, or sign in with a token; if this stays, have somebody look whether ${host} is well and the OPS_OIDC settings are right.`,
    },
    refused: {
      status: 403,
      title: 'Not signed in',
      detail: `${host} did not let you through${code}.`,
      remedy: `Sign in again and agree there, or ask whoever looks after ${host}.`,
    },
    over: {
      status: 400,
      title: 'This sign-in is over',
      detail: 'It was used already, took longer than ten minutes, or began in another browser.',
      remedy: 'Sign in again.',
    },
    unfit: {
      status: 403,
      title: 'Not signed in',
      detail: `What came back is no answer of ${host} to your sign-in${code}, so nobody was let in.`,
      remedy: 'Sign in again; if this stays, tell whoever looks after the shop.',
    },
  }
}

export function withoutName(host: string): Problem {
  const words = {
    title: 'No name for you here',
    detail: `${host} gives no verified e-mail address of yours, and names you by signs that our log does not take.`,
    remedy: `Have your e-mail address verified at ${host}, then sign in again.`,
  }
  return withWayBack(new Problem(403, words))
}

export function withoutRole(name: string, host: string): Problem {
  const words = {
    title: 'No role for you here',
    detail: `${host} says that you are ${name}, and OIDC_ROLES gives you no role.`,
    remedy: 'Ask whoever looks after the shop for one, then sign in again.',
  }
  return withWayBack(new Problem(403, words))
}

function withWayBack(problem: Problem): Problem {
  problem.action = { href: '/ops/login', label: 'To the sign-in' }
  return problem
}
