import Stripe from 'stripe'

type HttpClient = Pick<Stripe.HttpClient, 'getClientName' | 'makeRequest'>

/**
 * Node's HTTP as the package has it, for answers that it can read: over a proxy's `null` it stumbles
 * with a `TypeError`, which would look like a fault of ours.
 */
export function createHttpClient(): HttpClient {
  const node = Stripe.createNodeHttpClient()
  return {
    getClientName: () => node.getClientName(),
    async makeRequest(...request) {
      const response = await node.makeRequest(...request)
      const read = response.toJSON.bind(response)
      return Object.assign(response, { toJSON: async () => expectAnswer(await read()) })
    },
  }
}

/** @throws Error, of which the package makes a `StripeAPIError`, as of text that is no JSON */
function expectAnswer(answer: unknown): object {
  if (isObject(answer) && isErrorOrNone((answer as { error?: unknown }).error)) return answer
  throw new Error('The answer is JSON, but neither an object nor an error of Stripe’s.')
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const isErrorOrNone = (error: unknown) => !error || typeof error === 'string' || isObject(error)
