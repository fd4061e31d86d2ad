import { expect, it } from 'vitest'
import type { ModelTier } from '../../pack/order.ts'
import type { NotWritten, Outcome, PartKey } from '../../pack/outcome.ts'
import { createOutcomeStore } from '../../store/calls/outcomes.ts'
import { createOrderStore } from '../../store/orders/orders.ts'
import { describeOnBoth } from '../databases.ts'
import { newOrder } from './new-order.ts'

const text = (words: string, tier: ModelTier = '4b'): Outcome => ({
  source: 'model',
  content: { words },
  model: 'm',
  tier,
  promptVersion: '1',
  generatedAt: '2026-11-21T10:00:00.000Z',
  freshUntil: null,
})
const failure: Outcome = { source: 'none', reason: 'timeout' }
const refused: Outcome = { source: 'none', reason: 'refused' }

describeOnBoth('outcome store', (database) => {
  const outcomes = () => createOutcomeStore(database())
  const key = async (part = ''): Promise<PartKey> => {
    const { id } = await createOrderStore(database()).create(newOrder())
    return { order: id, artefact: 'risk-plan', part, round: 1 }
  }

  it('lets the first text stand, of whoever writes at the same time', async () => {
    const at = await key()
    const tries = Array.from({ length: 10 }, (_, n) => outcomes().record(at, text(`text ${n}`)))
    const standing = await Promise.all(tries)
    const recalled = await outcomes().recall(at)
    expect(standing).toEqual(standing.map(() => recalled))
  })

  it('replaces a failure by a text that came after all', async () => {
    const at = await key()
    await outcomes().record(at, failure)
    await outcomes().record(at, text('late'))
    expect(await outcomes().recall(at)).toEqual(text('late'))
  })

  it.each<NotWritten>([
    { source: 'none', reason: 'server' },
    { source: 'none', reason: 'over-budget', scope: 'held' },
    { source: 'none', reason: 'not-routed', next: '4b' },
  ])('replaces a failure that is ours by what came after it ($reason)', async (ours) => {
    const at = await key()
    await outcomes().record(at, ours)
    expect(await outcomes().record(at, failure)).toEqual(failure)
    expect(await outcomes().record(at, refused)).toEqual(refused)
  })

  it.each<NotWritten>([
    { source: 'none', reason: 'invalid' },
    { source: 'none', reason: 'over-budget', scope: 'order' },
    { source: 'none', reason: 'over-budget' },
  ])('lets a failure that another try would not mend stand ($reason, $scope)', async (final) => {
    const at = await key()
    await outcomes().record(at, final)
    expect(await outcomes().record(at, failure)).toEqual(final)
    expect(await outcomes().recall(at)).toEqual(final)
  })

  it('tells the newest round in which anything was recorded', async () => {
    const at = await key()
    expect(await outcomes().lastRound(at.order)).toBe(0)
    await outcomes().record({ ...at, round: 7 }, failure)
    await outcomes().record(at, failure)
    expect(await outcomes().lastRound(at.order)).toBe(7)
  })

  it('never replaces a text by a failure', async () => {
    const at = await key()
    await outcomes().record(at, text('first'))
    expect(await outcomes().record(at, failure)).toEqual(text('first'))
  })

  it('replaces the smaller model’s text by the larger one’s that came after all', async () => {
    const at = await key()
    await outcomes().record(at, text('small', '4b'))
    expect(await outcomes().record(at, text('large', '32b'))).toEqual(text('large', '32b'))
    expect(await outcomes().recall(at)).toEqual(text('large', '32b'))
  })

  it.each(['4b', '32b'] as const)(
    'never replaces the larger model’s text by one of %s',
    async (tier) => {
      const at = await key()
      await outcomes().record(at, text('first', '32b'))
      expect(await outcomes().record(at, text('later', tier))).toEqual(text('first', '32b'))
    },
  )

  it('lets the larger model’s text stand, whoever writes at the same time', async () => {
    const at = await key()
    const tiers = Array.from({ length: 10 }, (_, n) => (n === 5 ? '32b' : '4b'))
    await Promise.all(tiers.map((tier, n) => outcomes().record(at, text(`text ${n}`, tier))))
    expect(await outcomes().recall(at)).toEqual(text('text 5', '32b'))
  })

  it('lists what was recorded for an order, by artefact, part and round', async () => {
    const at = await key('b')
    await outcomes().record({ ...at, round: 2 }, failure)
    await outcomes().record(at, failure)
    await outcomes().record({ ...at, part: 'a' }, failure)
    const listed = await outcomes().ofOrder(at.order)
    expect(listed.map(({ part, round }) => [part, round])).toEqual([
      ['a', 1],
      ['b', 1],
      ['b', 2],
    ])
  })
})
