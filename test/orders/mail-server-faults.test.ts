import { expect, it } from 'vitest'
import { describeOnBoth } from '../databases.ts'
import { lettersRig } from './letters-rig.ts'

describeOnBoth('letters for a mail server that', (database) => {
  const { db, orders, sender, paidOrder, subjects, messageIds, later, rowOf, server, restart } =
    lettersRig(database)

  it('is away wait, and the order goes on', async () => {
    const { id, publish } = await paidOrder()
    const { port } = server()
    await server().close()
    const { told, allDue } = sender(0, port)
    await allDue()
    expect(told).toMatchObject([['postponed', 'paid', 1, { name: 'MailUnavailable' }]])
    await publish(1)
    expect((await orders().byId(id))?.state).toBe('improving')
    await restart(port)
    await later(30)
    await allDue()
    expect(subjects()).toEqual(['paid'])
  })

  it('puts them off are tried again with the same Message-ID', async () => {
    const { id } = await paidOrder()
    server().behaviour.recipient = () => ({ code: 451, says: 'Greylisted, come back later' })
    const { told, allDue } = sender()
    await allDue()
    expect(told).toMatchObject([['postponed', 'paid', 1, { name: 'LetterDelayed' }]])
    await allDue()
    expect(told).toHaveLength(1)
    server().behaviour.recipient = () => null
    await later(30)
    await allDue()
    expect(messageIds()).toEqual([`<${id}.paid.1@shop.example>`])
  })

  it('puts them off for days are given up', async () => {
    const { id } = await paidOrder()
    server().behaviour.recipient = () => ({ code: 451, says: 'Mailbox is full' })
    await db().updateTable('outbox').set({ tries: 79 }).where('order_id', '=', id).execute()
    const { told, allDue } = sender()
    await allDue()
    expect(told).toMatchObject([['stopped', 'paid', 1, expect.stringMatching('Mailbox is full')]])
    expect((await rowOf(id)).ending).toBe('given-up')
  })

  it('refuses the address are not tried again, and the address is not repeated', async () => {
    const { id } = await paidOrder({ email: 'gone@firm.example' })
    server().behaviour.recipient = (address) => ({ code: 550, says: `<${address}> is unknown` })
    const { told, allDue } = sender()
    await allDue()
    expect(told).toMatchObject([['stopped', 'paid', 1, expect.stringMatching('550')]])
    const row = await rowOf(id)
    expect(row).toMatchObject({ ending: 'refused', tries: 1 })
    expect(JSON.stringify([told, row])).not.toContain('gone@')
  })

  it('refuses the words are not tried again', async () => {
    const { id } = await paidOrder()
    server().behaviour.data = () => ({ code: 554, says: 'Looks like spam' })
    await sender().allDue()
    expect(await rowOf(id)).toMatchObject({ ending: 'refused' })
  })

  it('is slow hold up no other, and go once', async () => {
    const [slow] = [await paidOrder(), await paidOrder()]
    server().behaviour.delay = 300
    await Promise.all([sender().allDue(), sender().allDue()])
    expect(subjects()).toEqual(['paid', 'paid'])
    expect(await rowOf(slow.id)).toMatchObject({ ending: 'sent', tries: 1 })
  })

  it('hangs are let go when the process is told to stop, and go later', async () => {
    const { id } = await paidOrder()
    server().behaviour.delay = 20_000
    const stop = new AbortController()
    const turn = sender().turn(stop.signal)
    await expect.poll(async () => (await rowOf(id)).tries).toBe(1)
    stop.abort()
    await turn
    expect(await rowOf(id)).toMatchObject({ ending: null })
  })
})
