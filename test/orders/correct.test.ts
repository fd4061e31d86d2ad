import { describe, expect, it } from 'vitest'
import { createTellCorrections } from '../../orders/correct/tell-corrections.ts'
import { mostCorrections } from '../../pack/correction.ts'
import { describeOnBoth } from '../databases.ts'
import { mainFirm } from '../packs/firms.ts'
import { newOrder } from '../store/new-order.ts'
import { takeBack } from '../store/taken-back.ts'
import { corrected, correctionsOn, day, other, paidAt, renamed } from './corrections-rig.ts'

describeOnBoth('a correction', (database) => {
  const { orders, paidOrder, find, corrector, correct, build } = correctionsOn(database)

  describe('is taken', () => {
    it('and says which release is the first of it, and what it changed', async () => {
      const id = await paidOrder()
      await build()(id)
      expect(await correct(id)).toEqual({ kind: 'corrected', release: 2 })
      const [correction] = (await find(id)).corrections ?? []
      expect(correction).toMatchObject({ at: corrected, questions: ['Legal name'] })
      const changed = correction?.documents.map((document) => [document.id, document.became])
      expect(changed).toContainEqual(['02-privacy-notice', 'changed'])
      expect(changed).not.toContainEqual(['05-breach-procedure', 'changed'])
    })

    it('with documents that come and go by it', async () => {
      const id = await paidOrder()
      await correct(id, { ...mainFirm.answers, systems: [], transfers: { outside: 'no' } })
      const [correction] = (await find(id)).corrections ?? []
      const gone = correction?.documents.filter(({ became }) => became === 'removed')
      expect(gone?.map((document) => document.id)).toContain('04-processor-check')
      await correct(id, mainFirm.answers)
      const [, back] = (await find(id)).corrections ?? []
      const added = back?.documents.filter(({ became }) => became === 'added')
      expect(added?.map((document) => document.id)).toEqual(gone?.map((document) => document.id))
    })

    it('and nothing of it but the answers is another afterwards', async () => {
      const id = await paidOrder()
      const { answers: _, contentVersion: __, ...before } = await find(id)
      await correct(id, other, { tier: 'full', amount: 1, email: 'stranger@example.org' })
      const { answers, contentVersion: ___, corrections, ...after } = await find(id)
      expect(after).toEqual(before)
      expect(answers).toMatchObject({ company: { legalName: 'Other Name Ltd' } })
      expect(corrections).toHaveLength(1)
    })

    it('and told to the run', async () => {
      const id = await paidOrder()
      const { told, correct } = corrector()
      await correct(await find(id), { answers: other })
      expect(told).toEqual([id])
    })

    it('from two windows once', async () => {
      const id = await paidOrder()
      const open = await find(id)
      const again = renamed('Third Name Ltd')
      const results = await Promise.all([
        corrector().correct(open, { answers: other, revision: 1 }),
        corrector().correct(open, { answers: again, revision: 1 }),
      ])
      expect(results.map(({ kind }) => kind).sort()).toEqual(['corrected', 'overtaken'])
      expect(await correct(id, again, { revision: 1 })).toMatchObject({ kind: expect.any(String) })
      expect((await find(id)).corrections).toHaveLength(1)
    })

    it('once where the same form was sent twice, and both are told the same', async () => {
      const id = await paidOrder()
      await build()(id)
      const first = await correct(id, other, { revision: 1 })
      expect(await correct(id, other, { revision: 1 })).toEqual(first)
      expect((await find(id)).corrections).toHaveLength(1)
    })
  })

  it('that could not be told to the run is told later', async () => {
    const id = await paidOrder()
    const [away, told]: string[][] = [[], []]
    const isOf = (order: { id: string }) => order.id === id
    const tell = createTellCorrections({
      orders: {
        ...orders(),
        untold: async () => (await orders().untold(1_000)).filter(isOf),
      },
      runs: {
        corrected: async (order) => {
          if (away!.length === 0) throw new Error('Temporal does not answer.')
          told!.push(`${order.id} ${order.revision}`)
        },
      },
      observe: { notTold: (order) => void away!.push(order.id) },
    })
    await correct(id)
    await tell.now(await find(id))
    expect([away, told]).toEqual([[id], []])
    await tell.rest()
    await tell.rest()
    expect(told).toEqual([`${id} 2`])
  })

  describe('is refused', () => {
    it('where it changes nothing, and does not count', async () => {
      const id = await paidOrder()
      expect(await correct(id, mainFirm.answers)).toEqual({ kind: 'unchanged' })
      expect((await find(id)).corrections).toBeUndefined()
    })

    it('with every mistake, as at checkout', async () => {
      const id = await paidOrder()
      const answers = renamed('\u{13000}')
      const result = await correct(id, answers)
      expect(result).toMatchObject({
        kind: 'invalid',
        fields: { 'company.legalName': expect.stringContaining('') },
      })
      expect((await find(id)).corrections).toBeUndefined()
    })

    it('before payment, after a refund and while the payment is contested', async () => {
      const { id: unpaid } = await orders().create(newOrder())
      expect(await correct(unpaid)).toEqual({ kind: 'closed', why: 'unpaid' })
      const contested = await paidOrder()
      await database()
        .db.updateTable('orders')
        .set({
          payment: JSON.stringify({ disputes: [{ status: 'needs_response' }], fraudWarnings: [] }),
        })
        .where('id', '=', contested)
        .execute()
      expect(await correct(contested)).toEqual({ kind: 'closed', why: 'contested' })
      const refunded = await paidOrder()
      const open = await find(refunded)
      await takeBack(orders(), refunded)
      expect(await correct(refunded)).toEqual({ kind: 'closed', why: 'revoked' })
      // It was read before the money went back.
      const late = await corrector().correct(open, { answers: other })
      expect(late).toEqual({ kind: 'closed', why: 'revoked' })
    })

    it('once its time is over', async () => {
      const id = await paidOrder()
      const end = Date.parse(paidAt) + 14 * day
      const at = (time: number) => new Date(time).toISOString()
      expect(await correct(id, other, {}, at(end))).toEqual({ kind: 'closed', why: 'over' })
      expect(await correct(id, other, {}, at(end - 1))).toMatchObject({ kind: 'corrected' })
    })

    it('once there were as many as there may be', async () => {
      const id = await paidOrder()
      for (let made = 1; made <= mostCorrections; made++)
        await correct(id, renamed(`Name ${made} Ltd`))
      expect(await correct(id)).toEqual({ kind: 'closed', why: 'used-up' })
    })
  })
})
