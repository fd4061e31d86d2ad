import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { decide, haveRead } from '../../dev/second-look-stories.ts'
import { keptWaiting } from '../../orders/audit/rules/kept-waiting.ts'
import { type AuditSources, auditSite } from '../../site/audit/audit.ts'
import { createOperator } from '../../site/operator.ts'
import { createAuditedOrders } from '../../store/audit/audited-orders.ts'
import { answersWith, choose, otherSession } from '../api/calls.ts'
import { describeByUrl } from '../databases.ts'
import { openShop, type Shop } from '../shop.ts'
import { fileLeft, ofErased } from './audit/erased.ts'
import { lasting, payForNoOrder } from './audit/lasting.ts'
import type { Plant } from './audit/plant.ts'
import { undone } from './audit/undone.ts'

/** Milliseconds; of many orders at a time the last is complete late. */
const soon = { timeout: 240_000 }

const until = (said: () => Promise<unknown>, wanted: unknown) =>
  vi.waitFor(async () => expect(await said()).toBe(wanted), soon)

describeByUrl('the audit', (urlOf) => {
  let shop: Shop
  /** Complete, one for each plant that lasts, and one for the others. */
  const orders: string[] = []
  /** Was complete, and erased by its customer. */
  let erased: string
  /** A person let its notice pass. */
  let read: string

  beforeAll(async () => {
    const environment = { MAIL_GRACE: 'PT0S' }
    shop = await openShop({ databaseUrl: await urlOf(), environment, judge: 'measured' })
    const bought = await Promise.all([undone, ...lasting].map(() => buyComplete()))
    orders.push(...bought.map(({ order }) => order))
    await liveLives()
    erased = await eraseComplete()
    await payAfterErasure()
    read = await buyRead()
    await settled()
  }, 600_000)
  afterAll(() => shop.close())

  const stateOf = (order: string) => async () => (await shop.site.orders.byId(order))?.state

  async function buyComplete(tier?: 'full') {
    const bought = await shop.buy(tier)
    await until(stateOf(bought.order), 'complete')
    return bought
  }

  /**
   * An order that nobody paid for, one that was corrected and paid back in part, one paid back, one lost to a
   * bank, and a full one that was disputed in vain.
   */
  async function liveLives(): Promise<void> {
    await shop.order()
    const [corrected, refunded, disputed, won] = await Promise.all([
      buyComplete(),
      buyComplete(),
      buyComplete(),
      buyComplete('full'),
    ])
    const url = `/orders/${corrected.token}/corrections`
    const payload = { answers: answersWith('company.legalName', 'Other Name Ltd') }
    expect((await shop.app.inject({ method: 'POST', url, payload })).statusCode).toBe(202)
    await shop.bank.refund(await shop.intentOf(refunded.order), 100)
    await shop.bank.refund(await shop.intentOf(refunded.order))
    await shop.bank.refund(await shop.intentOf(corrected.order), 100)
    await disputeEnds(disputed.order, 'lost')
    await disputeEnds(won.order, 'won')
    const revision = async () => (await shop.site.releases.files(corrected.order))[0]?.revision
    await until(revision, 2)
    await until(stateOf(corrected.order), 'complete')
    for (const { order } of [refunded, disputed]) await until(stateOf(order), 'revoked')
  }

  async function disputeEnds(order: string, as: 'won' | 'lost') {
    const { id } = await shop.bank.dispute(await shop.intentOf(order))
    await shop.bank.disputeBecomes(id, as)
    const said = async () => (await shop.site.orders.byId(order))?.payment?.disputes[0]?.status
    await until(said, as)
  }

  async function eraseComplete(): Promise<string> {
    const { order, token } = await buyComplete()
    const url = `/orders/${token}/erasure`
    await shop.app.inject({ method: 'POST', url, payload: { confirm: 'erase' } })
    await until(stateOf(order), 'erased')
    return order
  }

  /** From here on a person is to read every notice. */
  async function buyRead(): Promise<string> {
    await haveRead(shop, 4)
    const { order } = await shop.buy()
    await decide(shop, order)
    await until(stateOf(order), 'complete')
    return order
  }

  /** Nobody had paid for it until then, and a person is asked. */
  async function payAfterErasure(): Promise<void> {
    const { order, url } = await shop.order()
    const known = async () => (await shop.site.orders.byId(order))!
    await choose(url, 'expired')
    await until(stateOf(order), 'expired')
    const act = { verb: 'erase', by: 'Ada', why: 'ticket 7', subject: order } as const
    await createOperator(shop.site)(act)
    await choose(await otherSession(shop, order), 'paid')
    await until(async () => 'paid-twice' in (await known()).attentions, true)
  }

  const settled = () => vi.waitFor(async () => expect(await lettersToGo()).toEqual([]), soon)

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
    expect([count, open]).toEqual([lasting.length + 9, 1])
    // The stand-ins charge nothing.
    const idle = rules.filter(({ looked }) => !looked).map(({ name }) => name)
    expect(idle).toEqual(['over-budget', 'books'])
  })

  it.each([
    ['ends before the last orders', 0, 0.5],
    ['begins after the first ones', 0.5, 1],
  ])('a log that %s accuses nobody', async (_, from, until) => {
    const modelLogs = shop.modelLogs.map((log) => {
      const lines = readFileSync(log, 'utf8').trim().split('\n')
      const part = lines.slice(lines.length * from, lines.length * until)
      writeFileSync(`${log}.part`, part.join('\n'))
      return `${log}.part`
    })
    expect((await audit({ modelLogs, files: false })).findings).toEqual([])
  })

  it('without logs does not claim that no text was bought twice', async () => {
    const { rules } = await audit({ modelLogs: [] })
    const silent = rules.filter(({ looked }) => looked === null).map(({ name }) => name)
    expect(silent).toEqual(['re-bought', 'uncalled'])
  })

  /** @returns the rules that find it, and those that do once it is undone */
  async function plantedAndUndone(order: string, plant: Plant, files: boolean) {
    const undo = await plant(shop, order)
    const found = await rulesThatFind(order, files)
    await undo?.()
    return [found, await rulesThatFind(order, files)]
  }

  it.each(undone)('finds %s, and nothing once it is undone', async (_, plant: Plant, rule) => {
    const found = await plantedAndUndone(orders[0]!, plant, rule === 'changed')
    expect(found).toEqual([[rule], []])
  })

  it.each(ofErased)('finds %s, and nothing once it is undone', async (_, plant: Plant, rule) => {
    const found = await plantedAndUndone(erased, plant, plant === fileLeft)
    expect(found).toEqual([[rule], []])
  })

  it('finds a text that nobody has read a minute after its time', async () => {
    const facts = (await createAuditedOrders(shop.site.database).one(read))!
    const [since, due] = ['2026-11-29T00:00:00Z', '2026-11-29T04:00:00Z']
    const review = { why: 'artefact', since, due } as const
    const outcomes = facts.outcomes.map((one) => {
      const { outcome } = one
      const isRead = outcome.source !== 'none' && outcome.reviewed !== undefined
      return isRead ? { ...one, outcome: { ...outcome, reviewed: undefined, review } } : one
    })
    const nobodys = { received: null, calls: null, filesLeft: null }
    const stripe = { sessions: [], refunds: [], disputes: [] }
    const foundAt = (now: string) => {
      const isPast = (time: string) => Date.parse(time) <= Date.parse(now)
      const order = { ...facts, ...nobodys, stripe, outcomes }
      return keptWaiting.look(order, { isPast, logs: {}, orderLimit: 0 })
    }
    expect(foundAt('2026-11-29T04:00:30Z')).toEqual([])
    expect(foundAt('2026-11-29T04:01:00Z')).toEqual([
      `has notice-section to be read since ${since}, which was due ${due}.`,
    ])
  })

  it('looks at what is erased', async () => {
    const { rules } = await audit({ files: false })
    expect(rules.find(({ name }) => name === 'half-erased')?.looked).toBe(2)
  })

  describe('for good', () => {
    const planted = lasting.map(([name, plant, rule], at) => ({ name, plant, rule, at }))
    it.each(planted)('finds $name', async ({ plant, rule, at }) => {
      const order = orders[at + 1]!
      await plant(shop, order)
      expect(await rulesThatFind(order)).toEqual([rule])
    })

    it('finds who paid for an order that is not here', async () => {
      expect(await rulesThatFind((await payForNoOrder(shop)).order)).toEqual(['lost'])
    })
  })
})
