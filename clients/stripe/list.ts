import type Stripe from 'stripe'
import { inOurWords } from './calls.ts'
import { StripeUnavailable } from './errors.ts'

/** What Stripe takes for where a page of a list begins. */
interface PageStart {
  readonly limit: number
  readonly starting_after?: string
}

/** The most that Stripe puts on a page. */
const limit = 100

/**
 * All of a list, newest first, of which a page at a time is held. Each page is looked at before its
 * items are: a proxy's answer is no list.
 *
 * @throws StripeUnavailable, StripeRefused
 */
export async function* listed<T extends { readonly id: string }>(
  pageFrom: (start: PageStart) => Stripe.ApiListPromise<T>,
): AsyncGenerator<T, void> {
  for (let start: PageStart = { limit }; ; ) {
    const page: Stripe.ApiList<T> = await pageFrom(start).catch(inOurWords)
    expectData(page)
    yield* page.data
    const last = page.data.at(-1)
    if (!page.has_more || last === undefined) return
    start = { limit, starting_after: last.id }
  }
}

/** All of a list that is never long. */
export async function allListed<T extends { readonly id: string }>(
  pageFrom: (start: PageStart) => Stripe.ApiListPromise<T>,
): Promise<T[]> {
  const all: T[] = []
  for await (const one of listed(pageFrom)) all.push(one)
  return all
}

/** @throws StripeUnavailable */
export function expectData(page: { readonly data: readonly unknown[] }): void {
  if (!Array.isArray(page?.data))
    throw new StripeUnavailable('The answer is not a list, so it is not from Stripe.')
}
