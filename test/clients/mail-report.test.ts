import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readReport } from '../../clients/mail/report.ts'
import { bounceOf, complaintOf } from '../reports.ts'

const id = 'ord_0123456789abcdef01234567'
const letter = { order: id, template: 'paid', version: 1 } as const
const messageId = `<${id}.paid.1@shop.example>`
const read = (raw: string) => readReport(Buffer.from(raw))

describe('a report', () => {
  it.each(['text/rfc822-headers', 'message/rfc822'])(
    'of a letter that came back, returned as %s, says why and not of whom',
    async (returned) => {
      expect(await read(bounceOf(messageId, 'failed', returned))).toEqual({
        letter,
        kind: 'bounce',
        said: '5.1.1 smtp; 550 5.1.1 <…@…>: user unknown',
      })
    },
  )

  it('of a complaint is one', async () => {
    expect(await read(complaintOf(messageId))).toEqual({ letter, kind: 'complaint', said: 'abuse' })
  })

  it.each(['delayed', 'delivered', 'relayed', 'expanded'])(
    'of a letter %s is none',
    async (action) => {
      expect(await read(bounceOf(messageId, action))).toBeNull()
    },
  )

  it.each([
    ['somebody else’s letter', bounceOf('<1234@shop.example>')],
    ['a letter of no template', bounceOf(`<${id}.hello.1@shop.example>`)],
    ['a letter of version 0', bounceOf(`<${id}.paid.0@shop.example>`)],
    ['an answer of a customer', `Message-ID: ${messageId}\r\n\r\nThank you! ${messageId}`],
    ['nothing', ''],
    ['no message', readFileSync('api/assets/mark.svg', 'utf8')],
  ])('of %s is none', async (_, raw) => {
    expect(await read(raw)).toBeNull()
  })

  it('that is cut or garbled anywhere is one of ours or none, and never throws', async () => {
    const whole = bounceOf(messageId)
    const mutation = fc.tuple(
      fc.nat(whole.length),
      fc.nat(40),
      fc.string({ unit: 'binary', maxLength: 20 }),
    )
    await fc.assert(
      fc.asyncProperty(mutation, async ([at, length, instead]) => {
        const raw = whole.slice(0, at) + instead + whole.slice(at + length)
        const found = await read(raw)
        expect(found === null || found.letter.order.startsWith('ord_')).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
