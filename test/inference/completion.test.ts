import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { empty, hasGrown, NoCompletion, plus, symptomOf } from '../../inference/wire/completion.ts'
import { nameOr } from '../../inference/wire/reply.ts'
import { unwrapped } from '../../inference/wire/unwrap.ts'
import { tokensIn } from '../../inference/wire/usage.ts'

const after = (...chunks: readonly unknown[]) =>
  chunks.reduce((all: typeof empty, chunk) => plus(all, JSON.stringify(chunk)), empty)
const choice = (delta: object | null, finish_reason: string | null = null) => ({
  choices: [{ index: 0, delta, finish_reason }],
})

describe('the chunks of an answer', () => {
  it('come together, with the counts of the last', () => {
    const usage = { prompt_tokens: 10, completion_tokens: 2 }
    const whole = after(
      { model: 'served', ...choice({ role: 'assistant', content: '' }) },
      { model: 'served', ...choice({ content: '{"a":' }), usage: null },
      choice({ content: '1}' }),
      choice({}, 'stop'),
      { choices: [], usage },
    )
    expect(whole).toMatchObject({ text: '{"a":1}', model: 'served', usage })
    expect(symptomOf(whole)).toBeNull()
  })

  it('may be one, from a server that does not stream', () => {
    const whole = after({ choices: [{ finish_reason: 'stop', message: { content: '{}' } }] })
    expect(whole.text).toBe('{}')
    expect(symptomOf(whole)).toBeNull()
  })

  it.each([
    ['nothing but a role', [choice({ role: 'assistant', content: '' })], 'cut'],
    ['no choice', [{ choices: [] }], 'cut'],
    ['no end', [choice({ content: '{}' })], 'cut'],
    ['a refusal', [choice({ refusal: 'No.' }, 'stop')], 'refusal'],
    ['a filter', [choice({}, 'content_filter')], 'filtered'],
    ['a limit', [choice({}, 'length')], 'length'],
    ['an abortion', [choice({}, 'abort')], 'odd-finish'],
    ['a call of a tool', [choice({ tool_calls: [{}] }, 'tool_calls')], 'odd-finish'],
    ['an end that is a name of JavaScript', [choice({}, 'constructor')], 'odd-finish'],
    ['an empty error', [{ ...choice({}, 'stop'), error: {} }], null],
    ['no error', [{ ...choice({}, 'stop'), error: null }], null],
    ['an empty delta', [choice(null, 'stop')], null],
  ])('with %s', (_, chunks, symptom) => {
    expect(symptomOf(after(...chunks))).toBe(symptom)
  })

  it.each([
    ['an error', { error: { code: 500 } }, 'error-inside'],
    ['an error that is a string', { error: 'overloaded' }, 'error-inside'],
    ['an error of the filter', { error: { code: 'content_filter' } }, 'filtered'],
    ['a choice that is null', { choices: [null] }, 'malformed'],
    ['a text', '<html>', 'malformed'],
    ['nothing', null, 'malformed'],
  ])('are none with %s', (_, chunk, symptom) => {
    expect(() => after(chunk)).toThrow(expect.objectContaining({ symptom }))
  })

  it.each([
    ['a role', choice({ role: 'assistant', content: '' }), false],
    ['counts', { choices: [], usage: {} }, false],
    ['a word', choice({ content: 'a' }), true],
    ['a thought', choice({ reasoning_content: 'a' }), true],
    ['an end', choice({}, 'stop'), true],
  ])('are a sign of life: %s', (_, chunk, grown) => {
    expect(hasGrown(empty, after(chunk))).toBe(grown)
  })

  it('throw nothing else, whatever JSON they are', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(outcomeOf(json)).toBe('as it should')
      }),
    )
  })
})

function outcomeOf(json: string): unknown {
  try {
    symptomOf(plus(empty, json))
    return 'as it should'
  } catch (error) {
    return error instanceof NoCompletion ? 'as it should' : error
  }
}

describe('what is wrapped around an answer', () => {
  it.each([
    ['a byte order mark', '\uFEFF{}'],
    ['blank lines', '\n\n{}\n'],
    ['a thought', '<think>So.</think>\n{}'],
    ['a thought that the template opened', 'So be it.\n</think>\n\n{}'],
    ['a fence', '```json\n{}\n```'],
    ['a fence without a name', '```\n{}\n```\n'],
    ['a thought before a fence', '<think>So.</think>```json\n{}\n```'],
  ])('is taken off: %s', (_, text) => {
    expect(unwrapped(text)).toBe('{}')
  })

  it.each([
    'Sure: {}',
    '{} Done.',
    '```json\n{}\n``` Done.',
    '<think>{}',
    '{"a":"</think>"}',
    '```json\n{}',
  ])('is left where it says something: %j', (text) => {
    expect(unwrapped(text)).toBe(text)
  })
})

describe('counts', () => {
  const traffic = { sent: 300, received: 30 }

  it('are the server’s where they can be true', () => {
    const usage = {
      prompt_tokens: 90,
      completion_tokens: 8,
      prompt_tokens_details: { cached_tokens: 64 },
    }
    expect(tokensIn(usage, traffic)).toEqual({ in: 90, out: 8, cached: 64, estimated: false })
  })

  it.each([-3, 0, 2.5, '12', null, {}, Number.NaN, 1e300, 1_000])('are not %j', (count) => {
    const usage = {
      prompt_tokens: count,
      completion_tokens: count,
      prompt_tokens_details: { cached_tokens: count },
    }
    expect(tokensIn(usage, traffic)).toEqual({ in: 100, out: 10, cached: 0, estimated: true })
  })

  it('of the cache are never more than those of the prompt', () => {
    const usage = { prompt_tokens: 90, prompt_tokens_details: { cached_tokens: 91 } }
    expect(tokensIn(usage, traffic)).toMatchObject({ in: 90, cached: 0 })
  })
})

describe('the name of a model', () => {
  it.each(['two words', 'a\u0000b', '', 'x'.repeat(129), '<b>', 'м', 7, null])(
    'is the one that was asked for, not %j',
    (model) => {
      expect(nameOr('asked', model)).toBe('asked')
    },
  )

  it('has path, tag and version', () => {
    const model = 'org/Qwen3-32B-AWQ:v1.2+build@sha'
    expect(nameOr('asked', model)).toBe(model)
  })
})
