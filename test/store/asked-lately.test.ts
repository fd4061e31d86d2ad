import { beforeEach, expect, it } from 'vitest'
import type { ModelTier } from '../../pack/order.ts'
import type { Outcome, Written } from '../../pack/outcome.ts'
import { createCalls } from '../../store/calls/calls.ts'
import { createOutcomeStore } from '../../store/calls/outcomes.ts'
import { createSurges } from '../../store/calls/surges.ts'
import { createSettingStore } from '../../store/policy/settings.ts'
import { describeOnBoth } from '../databases.ts'
import { textBy } from '../orders/text-by.ts'
import { addPaidOrder, askRecord } from './new-order.ts'

const minutes = 60_000
const none = (reason: 'refused' | 'input-blocked' | 'safe-mode'): Outcome => {
  return { source: 'none', reason }
}

describeOnBoth('what was asked lately', (database) => {
  beforeEach(async () => {
    await database().db.deleteFrom('asks').execute()
    await database().db.deleteFrom('outcomes').execute()
  })

  async function ask(order: string, artefact: string, outcome: Outcome, of: Ago = {}) {
    const { ago = 0, tier = '4b' } = of
    const openedAt = new Date(Date.now() - ago).toISOString()
    const key = { order, artefact, part: '', round: 1 }
    const record = askRecord({ tier, outcome, openedAt })
    await createCalls(database()).close(key, { outcome, ask: record, attempts: [], log: [] })
  }

  interface Ago {
    readonly ago?: number
    readonly tier?: ModelTier
  }

  const lately = () => createSurges(database().db)(600)

  it('counts orders of which most asks came back so, by tier and by operation', async () => {
    const [one, other] = [await addPaidOrder(database()), await addPaidOrder(database())]
    await ask(one, 'risk-plan', none('refused'))
    await ask(one, 'notice-section', none('refused'))
    await ask(other, 'risk-plan', none('refused'))
    await ask(other, 'notice-section', textBy('4b'))
    const of4b = { tier: '4b', blocked: 0, judged: 0, doubted: 0 }
    const tallies = await lately()
    expect(tallies).toHaveLength(3)
    expect(tallies).toEqual(
      expect.arrayContaining([
        { ...of4b, operation: null, orders: 2, refused: 1 },
        { ...of4b, operation: 'gdpr.risk-plan', orders: 2, refused: 2 },
        { ...of4b, operation: 'gdpr.notice-section', orders: 2, refused: 1 },
      ]),
    )
  })

  it('leaves out what is long ago, and what nobody was asked for', async () => {
    const order = await addPaidOrder(database())
    await ask(order, 'risk-plan', none('refused'), { ago: 11 * minutes })
    await ask(order, 'notice-section', none('safe-mode'))
    expect(await lately()).toEqual([])
  })

  it('leaves out what came before safe mode was turned on there', async () => {
    await ask(await addPaidOrder(database()), 'risk-plan', none('refused'), { ago: 2 * minutes })
    await ask(await addPaidOrder(database()), 'risk-plan', none('refused'), { tier: '32b' })
    await createSettingStore(database().db).change({
      ...{ key: 'safeMode', value: true, tier: '4b', operation: null, risk: null, share: null },
      ...{ until: null, by: 'packhorse', why: 'texts were refused' },
    })
    expect((await lately()).map(({ tier }) => tier)).toEqual(['32b', '32b'])
  })

  it('tells of orders whose texts the judge doubted, those put right since among them', async () => {
    const judged = { model: 'judge-1', promptVersion: '1.0.0' }
    const record = async (looked: Partial<Written>) => {
      const key = { order: await addPaidOrder(database()), artefact: 'notice-section', part: '' }
      await createOutcomeStore(database()).record(
        { ...key, round: 1 },
        { ...textBy('4b'), judged, ...looked },
      )
    }
    await record({})
    await record({ repaired: true })
    await record({ look: 'rejected', doubts: [0], repaired: true })
    expect(await lately()).toMatchObject([
      { tier: '4b', operation: null, orders: 0, judged: 3, doubted: 2 },
      { tier: '4b', operation: 'gdpr.notice-section', orders: 0, judged: 3, doubted: 2 },
    ])
  })

  it('tells what a guard kept back', async () => {
    await ask(await addPaidOrder(database()), 'risk-plan', none('input-blocked'), { tier: '32b' })
    expect(await lately()).toMatchObject([
      { tier: '32b', operation: null, orders: 1, blocked: 1 },
      { tier: '32b', operation: 'gdpr.risk-plan', blocked: 1 },
    ])
  })
})
