import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { boundsOf, wireSchema } from '../../inference/wire/wire-schema.ts'

const content = z.strictObject({
  summary: z.string().min(10).max(200),
  steps: z
    .array(z.strictObject({ text: z.string().max(50), kind: z.enum(['a', 'b']) }))
    .min(1)
    .max(3),
  code: z.string().regex(/^x/).optional(),
})

describe('the schema on the wire', () => {
  it('closes every object and keeps types, choices and what is required', () => {
    const step = {
      type: 'object',
      properties: { text: { type: 'string' }, kind: { type: 'string', enum: ['a', 'b'] } },
      required: ['text', 'kind'],
      additionalProperties: false,
    }
    expect(wireSchema(content)).toEqual({
      type: 'object',
      properties: {
        summary: { type: 'string' },
        steps: { type: 'array', items: step },
        code: { type: 'string' },
      },
      required: ['summary', 'steps'],
      additionalProperties: false,
    })
  })
})

describe('the bounds for the prompt', () => {
  it('name each text and list by its path', () => {
    expect(boundsOf(content)).toEqual([
      { path: 'summary', length: 'at least 10 and at most 200 characters' },
      { path: 'steps', length: 'at least 1 and at most 3 entries' },
      { path: 'steps[].text', length: 'at most 50 characters' },
    ])
  })
})
