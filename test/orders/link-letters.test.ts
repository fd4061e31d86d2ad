import { expect, it } from 'vitest'
import { describeOnBoth } from '../databases.ts'
import { newOrder } from '../store/new-order.ts'
import { at, lettersRig } from './letters-rig.ts'

describeOnBoth('letters with the links of orders', (database) => {
  const { db, outbox, orders, sender, paidOrder, subjects, messageIds, server } =
    lettersRig(database)

  const ask = (email: string) => outbox().request(email)

  it('go to whoever has orders, however the address is written, and to nobody else', async () => {
    await paidOrder({ email: 'Anna@Firm.example' })
    const { id } = await paidOrder({ email: 'anna@firm.example', frozenAt: at })
    const unpaid = await orders().create(newOrder({ email: 'other@firm.example' }))
    await ask('ANNA@firm.example')
    await ask('nobody@firm.example')
    await ask(unpaid.email)
    await db().deleteFrom('outbox').execute()
    await sender().allDue()
    expect(server().received.map(({ to }) => to)).toEqual(['anna@firm.example'])
    expect(messageIds()).toEqual([`<${id}.links.1@shop.example>`])
    expect(await db().selectFrom('link_requests').selectAll().execute()).toEqual([])
  })

  it('are one for those who ask before it has gone, and another for those who ask after', async () => {
    const { id } = await paidOrder({ email: 'twice@firm.example' })
    await sender().allDue()
    await ask('twice@firm.example')
    await ask('twice@firm.example')
    await sender().allDue()
    expect(subjects()).toEqual(['paid', 'links'])
    await ask('twice@firm.example')
    await sender().allDue()
    expect(messageIds().at(-1)).toBe(`<${id}.links.2@shop.example>`)
  })
})
