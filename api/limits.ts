import type { FastifyRequest } from 'fastify'
import { networkOf } from './network.ts'
import { Problem } from './problem.ts'

/** Counts one for a key. Gives the seconds to wait when it is one too many, else 0. */
export type CountOne = (key: string) => Promise<number>

/** What leads to a model's work, or to somebody else's, is taken so often and no more. */
export interface RateLimits {
  /** Orders, from one network address. */
  readonly checkoutsOfAddress: CountOne
  /** Orders, under one e-mail address. */
  readonly checkoutsOfCustomer: CountOne
  readonly landings: CountOne
  /** Asks for the links of orders, from one network address. */
  readonly linksFromAddress: CountOne
  /** The same, for one e-mail address. */
  readonly linksToCustomer: CountOne
  /** Links that are not ours. */
  readonly guesses: CountOne
  /** Looks of operators, and tries at their tokens. */
  readonly ops: CountOne
}

/** A hook that refuses what is one too many from its network address, before the body is read. */
export function limitedByAddress(count: CountOne) {
  return async ({ ip }: FastifyRequest): Promise<void> => {
    refuse(await count(networkOf(ip)), tooManyFromAddress)
  }
}

/** @throws Problem when it is one order too many for the e-mail address */
export async function limitCustomer(count: CountOne, email: string): Promise<void> {
  refuse(await count(email.trim().toLowerCase()), tooManyForCustomer)
}

/** @throws Problem when the links of an e-mail address were asked for too often, whoever it is */
export async function limitLinks(count: CountOne, email: string): Promise<void> {
  refuse(await count(email.trim().toLowerCase()), tooManyLinks)
}

function refuse(seconds: number, words: typeof tooManyFromAddress): void {
  if (seconds > 0) throw new Problem(429, words, {}, seconds)
}

const tooManyFromAddress = {
  title: 'Too many tries',
  detail:
    'More requests came from your address than we take in a short time, so this one did nothing.',
  remedy: 'Wait a minute and try again.',
}

const tooManyForCustomer = {
  title: 'Too many orders',
  detail:
    'More orders came for this e-mail address than we take in a short time, so this one was not made and nothing was charged.',
  remedy: 'Wait a minute and try again.',
}

const tooManyLinks = {
  title: 'Asked for several times',
  detail:
    'The links of this e-mail address were asked for several times within an hour, so nothing more was sent.',
  remedy: 'Look into your mailbox and among its spam, or write to us.',
}
