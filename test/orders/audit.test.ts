import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type AuditSources, auditSite } from '../../site/audit/audit.ts'
import { answersWith } from '../api/calls.ts'
import { describeByUrl } from '../databases.ts'
import { isComplete, openShop, type Shop } from '../shop.ts'
import { lasting, payForNoOrder } from './audit/lasting.ts'
import type { Plant } from './audit/plant.ts'
import { undone } from './audit/undone.ts'

describeByUrl('the audit', (urlOf) => {
  let shop: Shop
  /** Complete, one for each plant that lasts, and one for the others. */
  const orders: string[] = []

  beforeAll(async () => {
    shop = await openShop({ databaseUrl: await urlOf(), environment: { MAIL_GRACE: 'PT0S' } })
    for (const _ of [undone, ...lasting]) orders.push((await buyComplete()).order)
    await liveLives()
  })
  afterAll(() => shop.close())

  async function buyComplete(tier?: 'full') {
    const bought = await shop.buy(tier)
    await shop.until(bought.token, isComplete)
    return bought
  }

  /** An order that nobody paid for, one that was corrected, one paid back, one lost to a bank, a full one. */
  async function liveLives(): Promise<void> {
    await shop.order()
    const [corrected, refunded, disputed] = [
      await buyComplete(),
      await buyComplete(),
      await buyComplete(),
    ]
    const url = `/orders/${corrected.token}/corrections`
    const payload = { answers: answersWith('company.legalName', 'Other Name Ltd') }
    expect((await shop.app.inject({ method: 'POST', url, payload })).statusCode).toBe(202)
    await shop.bank.refund(await shop.intentOf(refunded.order))
    const { id } = await shop.bank.dispute(await shop.intentOf(disputed.order))
    await shop.bank.disputeBecomes(id, 'lost')
    await buyComplete('full')
    await shop.until(
      corrected.token,
      (status) => isComplete(status) && status.release?.version === 3,
    )
    for (const { token } of [refunded, disputed])
      await shop.until(token, ({ state }) => state === 'revoked')
    await vi.waitFor(async () => expect(await lettersToGo()).toEqual([]), { timeout: 60_000 })
  }

  /** But for the reminder, which has a day. */
  const lettersToGo = () =>
    shop.site.database.db
      .selectFrom('outbox')
      .select(['order_id', 'template'])
      .where('ended_at', 'is', null)
      .where('template', '<>', 'reminder')
      .execute()

  const audit = (more: Partial<AuditSources> = {}) =>
    auditSite(shop.site, { grace: 0, modelLogs: shop.modelLogs, ...more })

  /** @param files whether those of releases are looked into, which takes most of the time */
  async function rulesThatFind(order: string, files = false): Promise<string[]> {
    const { findings } = await audit({ files })
    return [...new Set(findings.filter((one) => one.order === order).map(({ rule }) => rule))]
  }

  it('finds nothing wrong with what the shop does, and looks at all of it', async () => {
    const { findings, orders: count, open, rules } = await audit()
    expect(findings).toEqual([])
    expect([count, open]).toEqual([lasting.length + 6, 1])
    // The stand-ins charge nothing.
    const idle = rules.filter(({ looked }) => !looked).map(({ name }) => name)
    expect(idle).toEqual(['over-budget', 'books'])
  })

  it('without logs does not claim that no text was bought twice', async () => {
    const { rules } = await audit({ modelLogs: [] })
    const silent = rules.filter(({ looked }) => looked === null).map(({ name }) => name)
    expect(silent).toEqual(['re-bought', 'uncalled'])
  })

  it.each(undone)('finds %s, and nothing once it is undone', async (_, plant: Plant, rule) => {
    const order = orders[0]!
    const undo = await plant(shop, order)
    const found = await rulesThatFind(order, true)
    await undo?.()
    expect([found, await rulesThatFind(order, rule === 'changed')]).toEqual([[rule], []])
  })

  describe('for good', () => {
    const planted = lasting.map(([name, plant, rule], at) => ({ name, plant, rule, at }))
    it.each(planted)('finds $name', async ({ plant, rule, at }) => {
      const order = orders[at + 1]!
      await plant(shop, order)
      expect(await rulesThatFind(order)).toEqual([rule])
    })

    it('finds who paid for an order that is not here', async () => {
      expect(await rulesThatFind(await payForNoOrder(shop))).toEqual(['lost'])
    })
  })
})
