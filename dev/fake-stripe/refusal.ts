import type { z } from 'zod'

interface Details {
  readonly message: string
  readonly type?: 'invalid_request_error' | 'idempotency_error' | 'api_error'
  readonly code?: string
  readonly param?: string
}

/** An answer of Stripe's that is an error object. https://docs.stripe.com/api/errors */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  readonly body: { readonly error: Details }

  constructor(status: number, details: Details) {
    super(details.message)
    this.status = status
    this.body = { error: { type: 'invalid_request_error', ...details } }
  }
}

export function unknownObject(kind: string, id: string): Refusal {
  const message = `No such ${kind}: '${id}'`
  return new Refusal(404, { message, code: 'resource_missing', param: 'id' })
}

/**
 * Reads request parameters by a zod schema.
 *
 * @throws Refusal naming the first parameter at fault, as Stripe names it: `a[0][b]`
 */
export function readParams<T>(schema: z.ZodType<T>, params: unknown): T {
  const read = schema.safeParse(params)
  if (read.success) return read.data
  const issue = read.error.issues[0]
  if (issue === undefined) throw read.error
  if (issue.code === 'unrecognized_keys') {
    const param = bracketed([...issue.path, issue.keys[0] ?? ''])
    const message = `Received unknown parameter: ${param}. (This test shop knows only what the shop uses.)`
    throw new Refusal(400, { message, code: 'parameter_unknown', param })
  }
  const param = bracketed(issue.path)
  throw isAbsent(params, issue.path)
    ? new Refusal(400, {
        message: `Missing required param: ${param}.`,
        code: 'parameter_missing',
        param,
      })
    : new Refusal(400, { message: `Invalid ${param}: ${issue.message}`, param })
}

function bracketed(path: readonly PropertyKey[]): string {
  const [first = '', ...rest] = path.map(String)
  return first + rest.map((part) => `[${part}]`).join('')
}

function isAbsent(params: unknown, path: readonly PropertyKey[]): boolean {
  let value = params
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return true
    value = Reflect.get(value, key)
  }
  return value === undefined
}
