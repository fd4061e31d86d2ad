import { expect, it } from 'vitest'
import type { Composition } from '../../pack/release.ts'
import { createPaymentStore } from '../../store/money/payments.ts'
import { createOrderStore } from '../../store/orders/orders.ts'
import { createReleaseStore } from '../../store/orders/releases.ts'
import { describeOnBoth } from '../databases.ts'
import { newOrder } from './new-order.ts'
import { takeBack } from './taken-back.ts'

const composition = (version: number, datedAt = '2026-11-21T10:00:00.000Z'): Composition => ({
  version,
  datedAt,
  sections: [],
})

describeOnBoth('release store', (database) => {
  const releases = () => createReleaseStore(database())
  const orders = () => createOrderStore(database())
  async function paidOrder() {
    const { id } = await orders().create(newOrder())
    await orders().advance(id, { from: ['awaiting-payment'], to: 'paid' })
    return id
  }

  it('keeps the first plan of a release', async () => {
    const id = await paidOrder()
    await releases().plan(id, composition(1))
    const second = await releases().plan(id, composition(1, '2027-01-01T00:00:00.000Z'))
    expect(second).toEqual(composition(1))
  })

  it('lets the first publication stand and tells a later one its hash', async () => {
    const id = await paidOrder()
    await releases().plan(id, composition(1))
    expect(
      await releases().publish(id, 1, { sha256: 'aa', bytes: 1, manifestSha256: 'cc' }),
    ).toEqual({
      first: true,
      moved: true,
      sha256: 'aa',
    })
    expect(
      await releases().publish(id, 1, { sha256: 'bb', bytes: 2, manifestSha256: 'cc' }),
    ).toEqual({
      first: false,
      moved: false,
      sha256: 'aa',
    })
  })

  it('publishes nothing for an order that was taken back', async () => {
    const id = await paidOrder()
    await releases().plan(id, composition(1))
    await takeBack(createPaymentStore(database().db), id)
    expect(
      await releases().publish(id, 1, { sha256: 'aa', bytes: 1, manifestSha256: 'cc' }),
    ).toBeNull()
    expect(await releases().published(id)).toEqual([])
  })

  it('lists published releases, newest first, without planned ones', async () => {
    const id = await paidOrder()
    for (const version of [1, 2, 3]) await releases().plan(id, composition(version))
    for (const version of [1, 2])
      await releases().publish(id, version, {
        sha256: `a${version}`,
        bytes: 1,
        manifestSha256: 'cc',
      })
    expect((await releases().published(id)).map(({ version }) => version)).toEqual([2, 1])
  })
})
