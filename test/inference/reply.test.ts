import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readReply } from '../../inference/wire/reply.ts'

const choice = { finish_reason: 'stop', message: { content: '{}' } }
const usage = {
  prompt_tokens: 10,
  completion_tokens: 2,
  prompt_tokens_details: { cached_tokens: 8 },
}

describe('a body that came with 200', () => {
  it('gives text, model and tokens', () => {
    expect(readReply({ model: 'served', choices: [choice], usage, error: null }, 'asked')).toEqual({
      model: 'served',
      tokens: { in: 10, out: 2, cached: 8 },
      text: '{}',
      failure: null,
    })
  })

  it.each([
    ['without usage', { choices: [choice], usage: null }, null],
    ['with an error beside its choices', { choices: [choice], error: { code: 500 } }, 'server'],
    ['with an empty error beside its choices', { choices: [choice], error: {} }, null],
    ['with an empty usage', { choices: [choice], usage: {} }, null],
    ['without a model', { choices: [choice], model: null }, null],
    ['with a model that is no name', { choices: [choice], model: 7 }, null],
    ['with an error that is a string', { error: 'overloaded' }, 'server'],
    ['without choices', { choices: [] }, 'server'],
    ['with a choice that is null', { choices: [null] }, 'server'],
    ['that is text', '<html>', 'server'],
    ['that is empty', undefined, 'server'],
    ['with a filled refusal', withChoice('stop', { refusal: 'No.' }), 'refused'],
    ['that was filtered', withChoice('content_filter'), 'refused'],
    ['that was cut off', withChoice('length'), 'truncated'],
    ['that was aborted', withChoice('abort'), 'server'],
    ['that wants to call a tool', withChoice('tool_calls'), 'server'],
    ['that does not say why it ended', withChoice(null), 'server'],
  ])('%s', (_, body, failure) => {
    expect(readReply(body, 'asked').failure).toBe(failure)
  })

  it.each([-3, 2.5, '12', null, {}, Number.NaN, 1e300])(
    'counts %j as 0 and keeps the text',
    (n) => {
      const counted = {
        prompt_tokens: n,
        completion_tokens: n,
        prompt_tokens_details: { cached_tokens: n },
      }
      expect(readReply({ choices: [choice], usage: counted }, 'asked')).toMatchObject({
        text: '{}',
        tokens: { in: 0, out: 0, cached: 0 },
      })
    },
  )

  it.each(['two words', 'a\u0000b', '', 'x'.repeat(129), '<b>', 'м'])(
    'goes by the name that was asked for, not by %j',
    (model) => {
      expect(readReply({ choices: [choice], model }, 'asked').model).toBe('asked')
    },
  )

  it('keeps a name with path, tag and version', () => {
    const model = 'org/Qwen3-32B-AWQ:v1.2+build@sha'
    expect(readReply({ choices: [choice], model }, 'asked').model).toBe(model)
  })

  it('never throws, whatever JSON it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        expect(readReply(body, 'asked')).toHaveProperty('failure')
      }),
    )
  })
})

function withChoice(finish_reason: string | null, message: object = {}) {
  return { choices: [{ finish_reason, message: { content: '{}', ...message } }] }
}
