import { expect, it } from 'vitest'
import { type CallRequest, createCall } from '../../inference/wire/call.ts'
import type { Reply } from '../../inference/wire/reply.ts'

/** Of both servers: that nobody gets in without a key, which is tested. */
export const key = 'of-this-test'

export interface RealServer {
  readonly url: string
  readonly model: string
  /** Tokens, prompt and answer together. */
  readonly window: number
}

const patience = { first: 300_000, between: 60_000, whole: 600_000 }

function shapeOf(answer: object) {
  const properties = { answer }
  return { type: 'object', properties, required: ['answer'], additionalProperties: false }
}

/** One call on a real wire. */
export function ask(
  { url, ...server }: RealServer,
  { as = key, ...changes }: Partial<CallRequest> & { readonly as?: string | null } = {},
): Promise<Reply> {
  return createCall({ url, key: as })({
    ...server,
    id: 'test',
    messages: user('What is a record of processing? Answer as JSON.'),
    name: 'answer',
    schema: shapeOf({ type: 'string' }),
    maxTokens: 64,
    temperature: 0.3,
    patience,
    signal: new AbortController().signal,
    ...changes,
  })
}

export const user = (content: string) => [{ role: 'user' as const, content }]

export const longText = (words: number) => Array.from({ length: words }, () => 'record').join(' ')

/** What our reading of the wire expects of any server. */
export function holdsOnTheWire(server: () => RealServer) {
  it('streams an answer of the wanted shape to its end, with its counts', async () => {
    const { model } = server()
    const reply = await ask(server(), { schema: shapeOf({ enum: ['yes', 'no'] }) })
    expect(reply).toMatchObject({ failure: null, finish: 'stop', model })
    expect(JSON.parse(reply.text ?? '')).toEqual({ answer: expect.stringMatching(/^(yes|no)$/) })
    expect(reply.tokens.estimated).toBe(false)
    expect(reply.tokens.in).toBeGreaterThan(10)
    expect(reply.firstToken).toBeGreaterThan(0)
  })

  it('is cut off at its limit, which is paid for', async () => {
    const reply = await ask(server(), { maxTokens: 4 })
    expect(reply).toMatchObject({ failure: 'truncated', finish: 'length', text: null })
    expect(reply.tokens.out).toBe(4)
  })

  it('says in its own words that a prompt is too long', async () => {
    const messages = user(longText(server().window + 1_000))
    expect(await ask(server(), { messages })).toMatchObject({ failure: 'too-long' })
  })

  it('lets nobody in without its key', async () => {
    expect(await ask(server(), { as: null })).toMatchObject({ failure: 'misconfigured' })
    expect(await ask(server(), { as: 'another' })).toMatchObject({ failure: 'misconfigured' })
  })
}
