import { expect, it } from 'vitest'
import type { Outcome, PartKey } from '../../pack/outcome.ts'
import { createOrderStore } from '../../store/orders.ts'
import { createOutcomeStore } from '../../store/outcomes.ts'
import { describeOnBoth } from '../databases.ts'
import { newOrder } from './new-order.ts'

const text = (words: string): Outcome => ({
  source: 'model',
  content: { words },
  model: 'm',
  tier: '4b',
  promptVersion: '1',
  generatedAt: '2026-11-21T10:00:00.000Z',
  freshUntil: null,
})
const failure: Outcome = { source: 'none', reason: 'timeout' }

describeOnBoth('outcome store', (database) => {
  const outcomes = () => createOutcomeStore(database().db)
  const key = async (part = ''): Promise<PartKey> => {
    const { id } = await createOrderStore(database().db).create(newOrder())
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

  it('never replaces a text by a failure', async () => {
    const at = await key()
    await outcomes().record(at, text('first'))
    expect(await outcomes().record(at, failure)).toEqual(text('first'))
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
