import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Behaviour } from '../../dev/stand-in-model/behaviour.ts'
import { type StandInModel, startStandInModel } from '../../dev/stand-in-model.ts'
import { type CallRequest, createCall } from '../../inference/wire/call.ts'
import { type Symptom, symptoms } from '../../inference/wire/failures.ts'
import { askFor, assignmentOf } from './rig.ts'

let server: StandInModel
beforeAll(async () => {
  server = await startStandInModel({ models: ['base', 'adapter'], key: 'secret' })
})
afterAll(() => server.close())

const { prompt, wireSchema, artefact } = assignmentOf(askFor('notice-section'))
const patience = { first: 500, between: 500, whole: 5_000 }

/** A call of the stand-in as a turn would make it. */
function called(
  changes: Partial<CallRequest> = {},
  model = 'adapter',
  key: string | null = 'secret',
) {
  return createCall({ url: server.url, key })({
    model,
    id: 'ord_test.notice-section.1',
    messages: [
      { role: 'system', content: prompt.system },
      { role: 'user', content: prompt.user },
    ],
    name: artefact.id,
    schema: wireSchema,
    maxTokens: artefact.maxOutputTokens,
    temperature: 0.3,
    patience,
    window: 4_096,
    signal: new AbortController().signal,
    ...changes,
  })
}

const rows: [Behaviour, Symptom][] = [
  [{ mode: 'away' }, 'no-connection'],
  [{ mode: 'reset' }, 'no-connection'],
  [{ mode: 'hung' }, 'silent'],
  [{ mode: 'slow' }, 'silent'],
  [{ mode: 'hung-with-comments' }, 'silent'],
  [{ mode: 'hung-after-headers' }, 'stalled'],
  [{ mode: 'drip' }, 'slow'],
  [{ mode: '408' }, 'timed-out'],
  [{ mode: 'cut' }, 'cut'],
  [{ mode: 'ends-early' }, 'cut'],
  [{ mode: 'no-done' }, 'cut'],
  [{ mode: 'no-choices' }, 'cut'],
  [{ mode: 'malformed' }, 'malformed'],
  [{ mode: 'malformed-chunk' }, 'malformed'],
  [{ mode: 'not-utf-8' }, 'malformed'],
  [{ mode: 'flood' }, 'flood'],
  [{ mode: 'flood-that-ends' }, 'flood'],
  [{ mode: 'flood-line' }, 'flood'],
  [{ mode: 'error-200' }, 'error-inside'],
  [{ mode: 'error-in-stream' }, 'error-inside'],
  [{ mode: 'aborted' }, 'odd-finish'],
  [{ mode: 'tool-call' }, 'odd-finish'],
  [{ mode: '500' }, 'broken'],
  [{ mode: 'flood-error' }, 'broken'],
  [{ mode: '429' }, 'busy'],
  [{ mode: '503' }, 'busy'],
  [{ mode: 'out-of-quota' }, 'denied'],
  [{ mode: 'too-long' }, 'too-long'],
  [{ mode: 'too-long-llama' }, 'too-long'],
  [{ mode: 'filtered-openai' }, 'filtered'],
  [{ mode: 'filtered-azure' }, 'filtered'],
  [{ mode: 'filtered' }, 'filtered'],
  [{ mode: 'refusal' }, 'refusal'],
  [{ mode: '413' }, 'rejected'],
  [{ mode: 'truncated' }, 'length'],
]

describe('a server that is', () => {
  it.each(rows)('%o: %s', async (behaviour, symptom) => {
    await server.behave(behaviour)
    const whole = symptom === 'slow' ? 1_500 : 5_000
    const reply = await called({ patience: { ...patience, whole } })
    expect(reply).toMatchObject({ symptom, failure: symptoms[symptom].failure, text: null })
  })

  it.each([
    ['another model', 'other', 'secret'],
    ['another key', 'adapter', 'wrong'],
    ['a key', 'adapter', null],
  ])('asked for %s: denied', async (_, model, key) => {
    await server.behave('up')
    expect(await called({}, model, key)).toMatchObject({ symptom: 'denied' })
  })

  it('sure of a fault says it in its own words, of which the beginning is kept', async () => {
    await server.behave('up')
    expect((await called({}, 'other')).rejection).toMatch(/^404 .*`other`/)
    await server.behave('flood-error')
    expect((await called()).rejection?.length).toBeLessThanOrEqual(500)
    await server.behave('hung-after-headers')
    expect((await called({ patience: { ...patience, whole: 300 } })).rejection).toBeNull()
  })

  it('told of a schema that it cannot use: rejected', async () => {
    await server.behave('up')
    const schema = { type: 'array', uniqueItems: true }
    expect(await called({ schema })).toMatchObject({ symptom: 'rejected' })
  })

  it('said to be too small where the prompt would fit twice: rejected', async () => {
    await server.behave('too-long')
    expect(await called({ window: 100_000 })).toMatchObject({ symptom: 'rejected' })
  })

  it('every row of the wire has its server', () => {
    const seen = [...rows.map(([, symptom]) => symptom), 'denied', 'rejected', ...ofOurs]
    expect(Object.keys(symptoms).filter((one) => !seen.includes(one))).toEqual([])
  })
})

/** Rows that no server fills: of the checks (error-table.test.ts), of our slots, of the breaker. */
const ofOurs = ['declined', 'unfit', 'full', 'cooling', 'held-back']

describe('an answer is read without', () => {
  it.each(['thinking', 'fenced', 'bom'] as const)('what is around it: %s', async (mode) => {
    await server.behave('up')
    const { text } = await called()
    await server.behave(mode)
    expect((await called()).text).toBe(text)
  })

  it.each(['null-content', 'thought-only', 'empty'] as const)(
    'a word where none is said: %s',
    async (mode) => {
      await server.behave(mode)
      expect(await called()).toMatchObject({ failure: null, text: '' })
    },
  )
})

describe('what is counted', () => {
  it('is the server’s count of the last chunk', async () => {
    await server.behave('up')
    const { tokens, text, model } = await called()
    expect(tokens).toMatchObject({ out: Math.ceil(text!.length / 4), estimated: false })
    expect(model).toBe('adapter')
  })

  it.each(['no-usage', 'lying-usage'] as const)('is our own estimate: %s', async (mode) => {
    await server.behave('up')
    const counted = await called()
    await server.behave(mode)
    const { tokens, text } = await called()
    expect(text).toBe(counted.text)
    expect(tokens).toMatchObject({ cached: 0, estimated: true })
    // Ours is on the side of too many.
    expect(tokens.in).toBeGreaterThanOrEqual(counted.tokens.in)
    expect(tokens.in).toBeLessThan(counted.tokens.in * 2)
    expect(tokens.out).toBeGreaterThanOrEqual(counted.tokens.out)
  })

  it.each(['cut', 'hung-after-headers', '500', 'aborted'] as const)(
    'is nothing where the server failed: %s',
    async (mode) => {
      await server.behave(mode)
      expect((await called()).tokens).toEqual({ in: 0, out: 0, cached: 0, estimated: false })
    },
  )

  it('is what was said before the limit, which was generated and is paid', async () => {
    await server.behave('truncated')
    expect((await called()).tokens.out).toBeGreaterThan(0)
  })

  it('the name is the server’s, whatever was asked for', async () => {
    await server.behave('other-model')
    expect((await called()).model).toBe('someone-elses/model-7b')
  })
})

describe('a busy server', () => {
  it.each([
    [{ mode: '429', retryAfter: 3 }, 3_000],
    [{ mode: '503', retryAfter: 7 }, 7_000],
    [{ mode: '503' }, null],
  ] as const)('%o says when to come back: %s', async (behaviour, retryAfter) => {
    await server.behave(behaviour)
    expect((await called()).retryAfter).toBe(retryAfter)
  })
})
