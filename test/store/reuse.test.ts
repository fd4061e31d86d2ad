import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type StandInModel, startStandInModel } from '../../dev/stand-in-model.ts'
import type { Outcome, Written } from '../../pack/outcome.ts'
import { describeOnBoth, vault } from '../databases.ts'
import { order as sample } from '../inference/rig.ts'
import { inferenceOn } from './inference-on.ts'
import { addPaidOrder } from './new-order.ts'

describeOnBoth('reuse', (database) => {
  let server: StandInModel
  let results: string[]
  beforeAll(async () => {
    server = await startStandInModel({ models: ['adapter', 'other'] })
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    results = []
    await database().db.deleteFrom('reusable_texts').execute()
    await server.behave('up')
  })

  /** The sample firm under another name. */
  function answersOf(legalName: string) {
    const { company } = sample.answers as { company: object }
    return { ...sample.answers, company: { ...company, legalName, tradingName: legalName } }
  }

  async function write(name: string, settings = {}, artefact = 'notice-section'): Promise<Outcome> {
    const id = await addPaidOrder(database())
    const order = { ...sample, id, tier: 'self-serve', answers: answersOf(name) } as const
    const deadline = Date.now() + 60_000
    const email = 'owner@example.com'
    const ask = { order, email, artefact, part: '', round: 1, tier: '4b', deadline } as const
    const observeReuse = (result: string) => void results.push(result)
    const inference = inferenceOn({ database: database(), url: server.url, settings, observeReuse })
    return (await inference.write(ask, new AbortController().signal)).outcome
  }

  const asked = () => server.stats().calls

  it('gives the text of one firm to another whose prompt is equal, with its date', async () => {
    const first = (await write('Harbour Bakery Ltd')) as Written
    const before = asked()
    const second = await write('Mill Bakery Ltd')
    expect(second).toEqual({ ...first, source: 'cache' })
    expect(asked()).toBe(before)
    expect(results).toEqual(['miss', 'hit'])
    expect(JSON.stringify(first.content)).not.toMatch(/Harbour|Mill/)
  })

  it('records it as the order’s own, so that it stays when it is not fresh any more', async () => {
    await write('Harbour Bakery Ltd')
    await write('Mill Bakery Ltd')
    const newest = await database()
      .db.selectFrom('outcomes')
      .select('outcome')
      .orderBy('recorded_at', 'desc')
      .executeTakeFirst()
    expect(newest).toMatchObject({ outcome: { source: 'cache' } })
  })

  it('writes once what is asked for at the same time', async () => {
    await server.behave({ mode: 'slow', latency: 300 })
    const before = asked()
    const names = Array.from({ length: 6 }, (_, n) => `Bakery ${n} Ltd`)
    const outcomes = await Promise.all(names.map((name) => write(name)))
    expect(asked()).toBe(before + 1)
    expect(outcomes.map(({ source }) => source).sort()).toEqual([
      ...Array(5).fill('cache'),
      'model',
    ])
    expect(results.sort()).toEqual(['miss', ...Array(5).fill('waited')])
  })

  it('lets those who wait for a text that does not come write for themselves', async () => {
    await server.behave('refusing')
    const outcomes = await Promise.all([write('A Ltd'), write('B Ltd'), write('C Ltd')])
    for (const outcome of outcomes) expect(outcome).toEqual({ source: 'none', reason: 'refused' })
  })

  describe('does not happen', () => {
    it('for what another model wrote than the one that was asked', async () => {
      await server.behave('other-model')
      expect(await write('Harbour Bakery Ltd')).toMatchObject({ model: 'someone-elses/model-7b' })
      await server.behave('up')
      expect((await write('Mill Bakery Ltd')).source).toBe('model')
    })

    it('for another model', async () => {
      await write('Harbour Bakery Ltd')
      expect((await write('Mill Bakery Ltd', { model: 'other' })).source).toBe('model')
    })

    it('where it is switched off, or the operation has none', async () => {
      await write('Harbour Bakery Ltd')
      expect((await write('Mill Bakery Ltd', { cache: false })).source).toBe('model')
      expect((await write('Harbour Bakery Ltd', {}, 'risk-plan')).source).toBe('model')
      expect((await write('Mill Bakery Ltd', {}, 'risk-plan')).source).toBe('model')
      expect(results).toEqual(['miss'])
    })

    it('for a text that is as old as its operation allows', async () => {
      const first = (await write('Harbour Bakery Ltd')) as Written
      await database()
        .db.updateTable('reusable_texts')
        .set({ expires_at: first.generatedAt })
        .execute()
      expect((await write('Mill Bakery Ltd')).source).toBe('model')
    })

    it('for a text that does not pass the checks of today', async () => {
      await write('Harbour Bakery Ltd')
      const found = (await write('Mill Bakery Ltd')) as Written
      const { db } = database()
      const { hash } = await db
        .selectFrom('reusable_texts')
        .select('hash')
        .executeTakeFirstOrThrow()
      const [digest] = vault.fingerprints(`text ${JSON.stringify({ ...found, content: {} })}`)
      const text = vault.closeShared(hash, { ...found, content: {} })
      await db.updateTable('reusable_texts').set({ text, digest }).execute()
      expect((await write('Port Bakery Ltd')).source).toBe('model')
      expect((await write('Quay Bakery Ltd')).source).toBe('cache')
    })
  })
})
