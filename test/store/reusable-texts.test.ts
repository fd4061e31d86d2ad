import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { PartKey, Written } from '../../pack/outcome.ts'
import type { ReuseClaim } from '../../pack/reuse.ts'
import { createCalls } from '../../store/calls/calls.ts'
import { createReusableTexts } from '../../store/calls/reusable-texts.ts'
import { describeOnBoth } from '../databases.ts'
import { addPaidOrder, askRecord } from './new-order.ts'

const text = (words: string, freshUntil = '3000-01-01T00:00:00.000Z'): Written => ({
  source: 'model',
  content: { words },
  model: 'm',
  tier: '4b',
  promptVersion: '1',
  generatedAt: '2026-11-21T10:00:00.000Z',
  freshUntil,
})

describeOnBoth('reusable texts', (database) => {
  const calls = () => createCalls(database())
  const texts = () => createReusableTexts(database())
  const newKey = async (): Promise<PartKey> => {
    return {
      order: await addPaidOrder(database()),
      artefact: 'notice-section',
      part: '',
      round: 1,
    }
  }
  const claim = (hash: string, until = '3000-01-01T00:00:00.000Z'): ReuseClaim => ({
    hash,
    operation: 'gdpr.notice-section',
    claimant: randomUUID(),
    until,
  })
  const open = async (of: ReuseClaim) => (await calls().open(await newKey(), '4b', of)).reusable
  const end = async (
    { until: _, ...of }: ReuseClaim,
    written: Written | null,
    refused: Written | null = null,
  ) =>
    calls().close(await newKey(), {
      outcome: null,
      ask: askRecord(),
      attempts: [],
      log: [],
      reuse: { ...of, text: written, refused },
    })

  it('are one job’s to write, of all that come at the same time', async () => {
    const hash = randomUUID()
    const found = await Promise.all(Array.from({ length: 20 }, () => open(claim(hash))))
    expect(found.filter(({ writer }) => writer === 'this')).toHaveLength(1)
    expect(found.every(({ text }) => text === null)).toBe(true)
  })

  it('are found once they were written, by who waits and by who comes', async () => {
    const [first, hash] = [claim(randomUUID()), randomUUID()]
    expect(await open(first)).toEqual({ text: null, writer: 'this' })
    expect(await texts().look(first.hash)).toEqual({ text: null, writer: 'other' })
    await end(first, text('a'))
    expect(await texts().look(first.hash)).toEqual({ text: text('a'), writer: 'other' })
    expect(await open(claim(first.hash))).toEqual({ text: text('a'), writer: 'other' })
    expect(await open(claim(hash))).toEqual({ text: null, writer: 'this' })
  })

  it('stay as the first wrote them while they are fresh', async () => {
    const first = claim(randomUUID())
    await end(first, text('a'))
    await end(claim(first.hash), text('b'))
    expect((await texts().look(first.hash)).text).toEqual(text('a'))
  })

  it('are written anew by who found that one does not pass any more, and by nobody else', async () => {
    const first = claim(randomUUID())
    await end(first, text('a'))
    await end(claim(first.hash), text('b'), text('c'))
    expect((await texts().look(first.hash)).text).toEqual(text('a'))
    await end(claim(first.hash), text('b'), text('a'))
    expect((await texts().look(first.hash)).text).toEqual(text('b'))
  })

  it('are still its own to write for a part that is tried again, before its claim is over', async () => {
    const first = claim(randomUUID())
    await open(first)
    expect(await open({ ...first, until: '3001-01-01T00:00:00.000Z' })).toEqual({
      text: null,
      writer: 'this',
    })
    expect((await open(claim(first.hash))).writer).toBe('other')
    await end(first, text('a'))
    expect(await open(first)).toEqual({ text: text('a'), writer: 'other' })
  })

  it('are anybody’s to write again when they are not fresh any more', async () => {
    const first = claim(randomUUID())
    await end(first, text('a', '2026-11-21T10:00:01.000Z'))
    expect(await texts().look(first.hash)).toEqual({ text: null, writer: 'nobody' })
    expect(await open(claim(first.hash))).toEqual({ text: null, writer: 'this' })
    await end(first, text('b'))
    expect((await texts().look(first.hash)).text).toEqual(text('b'))
  })

  it('are free again when their writer has none, or is gone', async () => {
    const first = claim(randomUUID())
    await open(first)
    await end(claim(first.hash), null)
    expect((await texts().look(first.hash)).writer).toBe('other')
    await end(first, null)
    expect((await texts().look(first.hash)).writer).toBe('nobody')
    const gone = claim(randomUUID(), '2026-11-21T10:00:01.000Z')
    await open(gone)
    expect(await open(claim(gone.hash))).toEqual({ text: null, writer: 'this' })
  })

  it('are not claimed for a part that has its outcome', async () => {
    const key = await newKey()
    const { hash } = claim(randomUUID())
    const outcome = { source: 'none', reason: 'refused' } as const
    await calls().close(key, { outcome, ask: askRecord(), attempts: [], log: [] })
    expect((await calls().open(key, '4b', claim(hash))).recorded).toEqual(outcome)
    expect((await texts().look(hash)).writer).toBe('nobody')
  })
})
