import { expect, it } from 'vitest'
import { describeWhy, lastRound } from '../../commands/order/why.ts'
import type { Outcome } from '../../pack/outcome.ts'
import { createCalls } from '../../store/calls/calls.ts'
import { why } from '../../store/calls/why.ts'
import { createOrderStore } from '../../store/orders/orders.ts'
import { describeOnBoth } from '../databases.ts'
import { askRecord, attemptOf, newOrder } from './new-order.ts'

const text: Outcome = {
  source: 'model',
  content: { words: 'text' },
  model: 'small',
  tier: '4b',
  promptVersion: '1',
  generatedAt: '2026-11-21T10:05:00.000Z',
  freshUntil: null,
}
const fell: Outcome = { source: 'none', reason: 'timeout', next: '4b' }

describeOnBoth('why a text is as it is', (database) => {
  it('is told with every step that was tried before, and with what was passed over', async () => {
    const { db } = database()
    const { id } = await createOrderStore(database()).create(newOrder({ tier: 'full' }))
    const key = { order: id, artefact: 'briefing', part: '', round: 1 }
    const { close } = createCalls(database())
    const passedOver = [
      { endpoint: 'rack-2', reason: 'overloaded' as const },
      // Held back by the time of its second turn: that it was called says all.
      { endpoint: 'rack-1', reason: 'timeout' as const },
    ]
    const silent = attemptOf({ tier: '32b', endpoint: 'rack-1', seconds: 20 })
    const openedAt = '2026-11-21T10:00:00.000Z'
    const first = askRecord({ tier: '32b', openedAt, outcome: fell, passedOver })
    await close(key, { outcome: null, ask: first, attempts: [silent], log: [] })
    const unfit = attemptOf({ endpoint: 'rack-3', verdict: 'invalid', symptom: null })
    const good = attemptOf({ endpoint: 'rack-3', verdict: 'accepted', symptom: null, turn: 2 })
    const second = askRecord({ openedAt: '2026-11-21T10:04:00.000Z', outcome: text })
    await close(key, { outcome: text, ask: second, attempts: [unfit, good], log: [] })
    const [told, ...more] = await why(db, id, 'briefing')
    expect(more).toEqual([])
    expect(told?.standing).not.toHaveProperty('content')
    expect(describeWhy(told!)).toEqual([
      'briefing: model, written by small (4b) at 2026-11-21T10:05:00.000Z',
      '  2026-11-21T10:00:00.000Z round 1, 32b: timeout',
      '    rack-2 not called: overloaded',
      `    rack-1 (m) timeout (silent) after 20.0 s  ${silent.id}`,
      '  2026-11-21T10:04:00.000Z round 1, 4b: model',
      `    rack-3 (m) invalid after 1.5 s  ${unfit.id}`,
      `    rack-3 (m) accepted after 1.5 s  ${good.id}`,
    ])
    expect(lastRound(told!)).toBe(
      '  briefing: 32b: rack-2 not called (overloaded), rack-1 timeout; 4b: rack-3 invalid, rack-3 written',
    )
    expect(await why(db, id, 'risk-plan')).toEqual([])
    expect(await why(db, id, '')).toEqual([told])
  })

  it('says of a text that never came what stood in its way, also where nobody was called', async () => {
    const { db } = database()
    const { id } = await createOrderStore(database()).create(newOrder())
    const key = { order: id, artefact: 'risk-plan', part: '', round: 1 }
    const outcome: Outcome = { source: 'none', reason: 'over-budget', scope: 'tier' }
    const ask = askRecord({ outcome, openedAt: '2026-11-21T10:00:00.000Z' })
    await createCalls(database()).close(key, { outcome, ask, attempts: [], log: [] })
    expect((await why(db, id, '')).map(lastRound)).toEqual(['  risk-plan: 4b over-budget (tier)'])
    expect((await why(db, id, '')).flatMap(describeWhy)).toEqual([
      'risk-plan: no text, over-budget (tier)',
      '  2026-11-21T10:00:00.000Z round 1, 4b: over-budget (tier)',
    ])
  })
})
