import { sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'
import { sectionPlans } from '../../catalogue/catalogue.ts'
import { NotEntitled, UnknownOrder } from '../../orders/entitled-order.ts'
import { createStatus } from '../../orders/page/status.ts'
import { createBuildRelease, packKey } from '../../orders/release/build-release.ts'
import type { Print } from '../../orders/release/print-pack.ts'
import type { Outcome } from '../../pack/outcome.ts'
import { composeRelease } from '../../pack/release.ts'
import { foldSection } from '../../pack/section.ts'
import { createOutcomeStore } from '../../store/calls/outcomes.ts'
import { createPaymentStore } from '../../store/money/payments.ts'
import { createOrderStore } from '../../store/orders/orders.ts'
import { createReleaseStore } from '../../store/orders/releases.ts'
import { describeOnBoth } from '../databases.ts'
import { temporaryFolder } from '../documents/rig.ts'
import { mainFirm } from '../packs/firms.ts'
import { sealedBlobs } from '../sealed-blobs.ts'
import { newOrder } from '../store/new-order.ts'
import { giveBack, takeBack } from '../store/taken-back.ts'
import { shown } from './shown.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

const written: Outcome = {
  source: 'model',
  content: { words: 'Tailored.' },
  model: 'm',
  tier: '4b',
  promptVersion: '1',
  generatedAt: '2026-11-21T10:05:00.000Z',
  freshUntil: null,
}
const late: Outcome = { source: 'none', reason: 'timeout' }

describeOnBoth('a release', (database) => {
  const orders = () => createOrderStore(database())
  const outcomes = () => createOutcomeStore(database())
  const releases = () => createReleaseStore(database())
  const blobs = () => sealedBlobs(database(), folder.path)

  async function paidOrder() {
    const order = await orders().create(newOrder({ answers: mainFirm.answers }))
    await orders().advance(order.id, {
      from: ['awaiting-payment'],
      to: 'paid',
      paidAt: order.frozenAt,
    })
    return order
  }

  /** The use case with bytes that come from the composition, unless `print` says otherwise. */
  function builder(print: Print = plainly) {
    const seen = { published: 0, ready: 0, differed: 0, reached: [] as string[] }
    const build = createBuildRelease({
      orders: orders(),
      outcomes: outcomes(),
      releases: releases(),
      blobs: blobs(),
      print,
      observe: {
        published: () => seen.published++,
        ready: () => seen.ready++,
        differed: () => seen.differed++,
        reached: (_, state) => seen.reached.push(state),
      },
    })
    return { build, seen }
  }

  /** What the order has, newest first. */
  async function standing(id: string): Promise<string[]> {
    return (await releases().files(id)).map(
      ({ version, degraded }) => `v${version}${degraded ? ' degraded' : ''}`,
    )
  }

  it('is published, kept and told', async () => {
    const { id } = await paidOrder()
    const { build, seen } = builder()
    expect(await build(id)).toEqual({ version: 1 })
    const [release] = await releases().published(id)
    expect(release).toMatchObject({ version: 1, degraded: true })
    expect(
      await blobs()
        .of(id)
        .get(packKey(release?.sha256 ?? '')),
    ).not.toBeNull()
    expect(seen).toEqual({ published: 1, ready: 1, differed: 0, reached: ['improving'] })
  })

  it('is the same for ten who build it at once, and told once', async () => {
    const { id } = await paidOrder()
    const { build, seen } = builder()
    await Promise.all(Array.from({ length: 10 }, () => build(id)))
    expect(await releases().published(id)).toHaveLength(1)
    expect(seen).toEqual({ published: 1, ready: 1, differed: 0, reached: ['improving'] })
  })

  it('stands against other bytes that come later, which are counted', async () => {
    const { id } = await paidOrder()
    const { build, seen } = builder(randomly())
    await Promise.all([build(id), build(id)])
    expect(await releases().published(id)).toHaveLength(1)
    expect(seen).toMatchObject({ published: 1, differed: 1 })
  })

  it('follows when a text was recorded, and not for a reason alone', async () => {
    const order = await paidOrder()
    const { build } = builder()
    await build(order.id)
    const [plan] = sectionPlans(order)
    const key = { order: order.id, artefact: plan?.id ?? '', part: plan?.parts[0] ?? '', round: 1 }
    await outcomes().record(key, late)
    expect(await build(order.id)).toEqual({ version: 1 })
    expect(await standing(order.id)).toEqual(['v1 degraded'])
    await outcomes().record(key, written)
    expect(await build(order.id)).toEqual({ version: 2 })
    expect(await build(order.id)).toEqual({ version: 2 })
    expect(await standing(order.id)).toEqual(['v2 degraded', 'v1 degraded'])
  })

  it('is the one that was planned, whatever was recorded since', async () => {
    const order = await paidOrder()
    const { build } = builder(() => Promise.reject(new Error('killed')))
    await expect(build(order.id)).rejects.toThrow('killed')
    for (const { id, parts } of sectionPlans(order))
      for (const part of parts)
        await outcomes().record({ order: order.id, artefact: id, part, round: 1 }, written)
    await builder().build(order.id)
    expect(await standing(order.id)).toEqual(['v1 degraded'])
    await builder().build(order.id)
    expect(await standing(order.id)).toEqual(['v2', 'v1 degraded'])
  })

  it('is not built for an order that is not paid, or unknown', async () => {
    const { id } = await orders().create(newOrder({ answers: mainFirm.answers }))
    await expect(builder().build(id)).rejects.toThrow(NotEntitled)
    await expect(builder().build('ord_unknown')).rejects.toThrow(UnknownOrder)
  })

  describe('and the state of its order', () => {
    const stateOf = async (id: string) => (await orders().byId(id))?.state

    it('are written both or neither', async () => {
      const { id } = await paidOrder()
      await refuseToImprove(id)
      await expect(builder().build(id)).rejects.toThrow('not now')
      expect([await releases().published(id), await stateOf(id)]).toEqual([[], 'paid'])
      await allowAgain()
      await builder().build(id)
      expect([await standing(id), await stateOf(id)]).toEqual([['v1 degraded'], 'improving'])
    })

    it('agree again after 0.1.0 stopped between the two', async () => {
      const { id } = await paidOrder()
      await builder().build(id)
      await database()
        .db.updateTable('orders')
        .set({ state: 'paid' })
        .where('id', '=', id)
        .execute()
      const { build, seen } = builder()
      expect(await build(id)).toEqual({ version: 1 })
      expect([await stateOf(id), seen.reached]).toEqual(['improving', ['improving']])
      expect([await standing(id), seen.published]).toEqual([['v1 degraded'], 0])
    })

    it('stay as they are when the payment is taken back while it renders', async () => {
      const { id } = await paidOrder()
      const { build, seen } = builder(async (...asked) => {
        await takeBack(createPaymentStore(database().db), id)
        return plainly(...asked)
      })
      await expect(build(id)).rejects.toThrow(NotEntitled)
      expect([await releases().published(id), await stateOf(id)]).toEqual([[], 'revoked'])
      expect(seen.published).toBe(0)
      await giveBack(createPaymentStore(database().db), id)
      await builder().build(id)
      expect(await standing(id)).toEqual(['v1 degraded'])
    })

    // The database itself refuses the second write, as it does when it fails there.
    async function refuseToImprove(id: string) {
      const run = (text: string) => sql.raw(text).execute(database().db)
      await run(`create or replace function refuse() returns trigger language plpgsql
        as $$ begin raise exception 'not now'; end $$`)
      await run(`create trigger refuse before update on orders for each row
        when (new.id = '${id}' and new.state = 'improving') execute function refuse()`)
    }

    const allowAgain = () => sql`drop trigger refuse on orders`.execute(database().db)
  })

  it('does without a text that 0.1.0 recorded and that cannot be printed', async () => {
    const order = await paidOrder()
    const { build } = builder()
    await build(order.id)
    const plans = sectionPlans(order)
    const parts = plans.flatMap(({ id, parts }) => parts.map((part) => ({ artefact: id, part })))
    for (const [n, key] of parts.entries()) {
      const content = { words: n === 0 ? 'Done ✓' : 'Tailored.' }
      await outcomes().record({ order: order.id, ...key, round: 1 }, { ...written, content })
    }
    // As 0.1.0 left it: planned with the sign, and never printed.
    const recorded = await outcomes().ofOrder(order.id)
    const sections = plans.map((plan) => foldSection(plan, recorded))
    await releases().plan(order.id, composeRelease(2, order, sections))
    expect(await build(order.id)).toEqual({ version: 2 })
    expect(await standing(order.id)).toEqual(['v2 degraded', 'v1 degraded'])
    const [newest] = await releases().published(order.id)
    expect(JSON.stringify(newest?.composition)).not.toContain('✓')
    expect(newest?.composition.sections[0]).toMatchObject({
      source: 'static',
      cause: { reason: 'invalid' },
    })
  })

  it('that is not published yet leaves a recorded text on its way', async () => {
    const order = await paidOrder()
    await builder().build(order.id)
    for (const { id, parts } of sectionPlans(order))
      for (const part of parts)
        await outcomes().record({ order: order.id, artefact: id, part, round: 1 }, written)
    const status = createStatus({ ...shown, outcomes: outcomes(), releases: releases() })
    const { sections } = await status((await orders().byId(order.id)) ?? order)
    for (const section of sections)
      expect(section).toMatchObject({ source: 'static', reason: 'not-yet', canImprove: true })
  })
})

const plainly: Print = async (_, composition) => packed(JSON.stringify(composition))

/** Other bytes each time; two have printed before either is published. */
function randomly(): Print {
  let times = 0
  const both = Promise.withResolvers<void>()
  return async () => {
    const text = String(times++)
    if (times === 2) both.resolve()
    await both.promise
    return packed(text)
  }
}

function packed(text: string) {
  const zip = Buffer.from(text)
  return { zip, sha256: zip.toString('hex').slice(0, 64), bytes: zip.length, manifestSha256: 'cc' }
}
