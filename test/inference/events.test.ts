import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { eventsIn, textIn } from '../../inference/wire/events.ts'

/** A body whose bytes come in pieces that end at these places. */
function bodyOf(bytes: Uint8Array, cuts: readonly number[] = []): ReadableStream<Uint8Array> {
  const ends = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b)
  const pieces = [0, ...ends].map((start, index) => bytes.slice(start, ends[index]))
  return ReadableStream.from(pieces)
}

async function all<T>(items: AsyncIterable<T> | Iterable<Promise<T>>): Promise<T[]> {
  const list: T[] = []
  for await (const item of items) list.push(item)
  return list
}

const encoded = (text: string) => new TextEncoder().encode(text)
const read = (text: string, cuts: readonly number[] = []) =>
  all(eventsIn(bodyOf(encoded(text), cuts)))

describe('the events of a stream', () => {
  it('are the same wherever the bytes are cut, and however lines end', async () => {
    const event = fc.string({ unit: 'grapheme', minLength: 1 }).map((said) => JSON.stringify(said))
    const ending = fc.constantFrom('\n', '\r\n', '\r')
    await fc.assert(
      fc.asyncProperty(fc.array(event), ending, fc.array(fc.nat()), async (events, end, cuts) => {
        const text = events.map((one) => `data: ${one}${end}${end}`).join('')
        expect(await read(text, cuts)).toEqual(events)
      }),
    )
  })

  it.each([
    ['a comment', ': keep-alive\n\ndata: 1\n\n', ['1']],
    ['another field', 'event: message\nid: 7\nretry: 3\ndata: 1\n\n', ['1']],
    ['data of two lines', 'data: {\ndata: }\n\n', ['{\n}']],
    ['no space after the colon', 'data:1\n\n', ['1']],
    ['no empty line at the end', 'data: 1\n\ndata: [DONE]', ['1', '[DONE]']],
    ['a byte order mark', '\uFEFFdata: 1\n\n', ['1']],
    ['no event', '<html></html>', []],
    ['nothing', '', []],
  ])('with %s', async (_, text, events) => {
    expect(await read(text)).toEqual(events)
  })

  it('are looked through once, also where a line comes in many pieces', async () => {
    const looks = vi.spyOn(String.prototype, 'split')
    const line = `data: ${'x'.repeat(64_000)}\n\n`
    const cuts = Array.from({ length: line.length / 64 }, (_, at) => at * 64)
    expect(await read(line, cuts)).toHaveLength(1)
    const looked = looks.mock.contexts.reduce<number>((sum, text) => sum + String(text).length, 0)
    looks.mockRestore()
    expect(looked).toBeLessThan(2 * line.length)
  })

  it.each([eventsIn, (body: ReadableStream<Uint8Array>) => [textIn(body)]])(
    'are not read from bytes that are no UTF-8',
    async (reader) => {
      const bytes = new Uint8Array([...encoded('data: '), 0xc3, 0x28, 0x0a, 0x0a])
      await expect(all(reader(bodyOf(bytes)))).rejects.toThrow(TypeError)
    },
  )
})
