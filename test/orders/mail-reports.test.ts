import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createMailbox } from '../../clients/mail/mailbox.ts'
import { readReport } from '../../clients/mail/report.ts'
import { createTakeReports } from '../../orders/mail/take-reports.ts'
import { createMarkReached } from '../../orders/operate/mark-reached.ts'
import { createMailReports } from '../../store/mail/mail-reports.ts'
import { createUnreached } from '../../store/mail/unreached.ts'
import { createDownloads } from '../../store/money/downloads.ts'
import { describeOnBoth } from '../databases.ts'
import { type ImapServer, startImapServer } from '../imap-server.ts'
import { newRefund } from '../payments.ts'
import { bounceOf, complaintOf } from '../reports.ts'
import { lettersRig } from './letters-rig.ts'

let mailbox: ImapServer
beforeEach(async () => {
  mailbox = await startImapServer()
})
afterEach(() => mailbox.close())

describeOnBoth('a letter that was taken', (database) => {
  const { db, outbox, orders, sender, paidOrder, subjects, later, server } = lettersRig(database)
  const observed: unknown[] = []
  beforeEach(() => void observed.splice(0))

  const look = (url = mailbox.url) =>
    createTakeReports({
      mailbox: createMailbox(url),
      read: readReport,
      reports: createMailReports(db()),
      observe: { reported: (letter, kind, said) => observed.push([letter.order, kind, said]) },
    })()

  async function sentLetter() {
    const email = `${randomUUID()}@firm.example`
    const bought = await paidOrder({ email })
    await bought.publish(1)
    expect(await outbox().standing(bought.id)).toBe('waiting')
    await sender().allDue()
    const download = () =>
      createDownloads(db()).add(bought.id, { version: 1, network: '192.0.2.0' })
    const contact = async () => (await orders().byId(bought.id))?.attentions.contact
    return { ...bought, email, download, contact, messageId: `<${bought.id}.paid.1@shop.example>` }
  }

  it('and comes back asks for a person, is told on the page, and counts once', async () => {
    const { id, email, contact, messageId } = await sentLetter()
    expect(await outbox().standing(id)).toBe('sent')
    expect(await outbox().sentOf(id)).toHaveLength(1)
    mailbox.arrives(bounceOf(messageId))
    mailbox.arrives(bounceOf(messageId))
    expect(await look()).toBe(2)
    expect(await look()).toBe(0)
    const said = '5.1.1 smtp; 550 5.1.1 <…@…>: user unknown'
    expect(observed).toEqual([[id, 'bounce', said]])
    expect(await contact()).toBe(`A letter to the customer came back: ${said}`)
    expect(await outbox().standing(id)).toBe('failed')
    expect(await outbox().sentOf(id)).toEqual([])
    await outbox().request(email)
    await sender().allDue()
    expect(await outbox().standing(id)).toBe('sent')
  })

  it('and comes back asks for nobody where the pack was downloaded, before or after', async () => {
    const [before, after] = [await sentLetter(), await sentLetter()]
    await before.download()
    for (const { messageId } of [before, after]) mailbox.arrives(bounceOf(messageId))
    await look()
    expect(await before.contact()).toBeUndefined()
    expect(await after.contact()).toMatch('came back')
    await after.download()
    expect(await after.contact()).toBeUndefined()
  })

  it('and is complained of is followed by none that nobody asked for', async () => {
    const { id, says, publish, messageId } = await sentLetter()
    mailbox.arrives(complaintOf(messageId))
    await look()
    await publish(2)
    await later(2 * 86_400)
    await sender().allDue()
    expect(subjects()).toEqual(['paid'])
    await says({ ...(await orders().byId(id))!.payment!, refunds: [newRefund({ amount: 100 })] })
    await sender().allDue()
    expect(subjects()).toEqual(['paid', 'refunded'])
  })

  it('is not believed to be one that we never sent', async () => {
    const { id } = await paidOrder()
    mailbox.arrives(bounceOf(`<${id}.improved.7@shop.example>`))
    mailbox.arrives(bounceOf('<ord_000000000000000000000000.paid.1@shop.example>'))
    expect(await look()).toBe(2)
    expect(observed).toEqual([])
  })

  it('is read of when the mailbox is back, past what is no report', async () => {
    const { id, messageId } = await sentLetter()
    mailbox.arrives('\0'.repeat(100))
    mailbox.arrives(bounceOf(messageId))
    const wrong = mailbox.url.replace('secret', 'guessed')
    await expect(look(wrong)).rejects.toMatchObject({ name: 'MailUnavailable' })
    expect(mailbox.messages.some(({ seen }) => seen)).toBe(false)
    expect(await look()).toBe(2)
    expect(observed).toMatchObject([[id, 'bounce', expect.any(String)]])
  })

  it.each([
    ['a sign that no database takes', 'unknown \0 user'],
    ['more than anybody reads', 'unknown '.repeat(10_000)],
  ])('is read of where the report says %s, and those behind it, too', async (_, said) => {
    const [first, second] = [await sentLetter(), await sentLetter()]
    mailbox.arrives(bounceOf(first.messageId, 'failed', 'message/rfc822', said))
    mailbox.arrives(bounceOf(second.messageId))
    expect(await look()).toBe(2)
    expect((await first.contact())?.length).toBeLessThan(1_000)
    expect(await second.contact()).toMatch('came back')
  })

  it('and refused for good asks for a person, too', async () => {
    server().behaviour.recipient = () => ({ code: 550, says: 'No such user' })
    const { contact } = await sentLetter()
    expect(await contact()).toMatch(/refused: .*No such user/)
  })
})

describeOnBoth('a pack that nobody comes for', (database) => {
  const { db, orders, sender, paidOrder, subjects, later } = lettersRig(database)
  const day = 86_400

  it('is written of once more after a day, and asks for a person after a week', async () => {
    const { id, publish } = await paidOrder()
    await publish(1)
    await sender().allDue()
    await later(day)
    await sender().allDue()
    expect(subjects()).toEqual(['paid', 'reminder'])
    const raise = () => createUnreached(db()).raiseUncollected(6)
    expect(await raise()).toEqual([])
    await db()
      .updateTable('outbox')
      .set({ ended_at: new Date(Date.now() - 7 * day * 1_000).toISOString() })
      .where('order_id', '=', id)
      .execute()
    expect(await raise()).toEqual([id])
    expect(await raise()).toEqual([])
    expect((await orders().byId(id))?.attentions.contact).toMatch('never downloaded')
    const reached = createMarkReached({ orders: { ...orders(), ...createUnreached(db()) } })
    await reached(id)
    expect((await orders().byId(id))?.attentions).toEqual({})
    expect(await raise()).toEqual([])
    await expect(reached(id)).rejects.toThrow('nobody is asked to reach its customer')
  })

  it.each(['downloaded', 'not made yet'])('but is %s is not', async (why) => {
    const { id, publish } = await paidOrder()
    if (why === 'downloaded') await publish(1)
    if (why === 'downloaded')
      await createDownloads(db()).add(id, { version: 1, network: '192.0.2.0' })
    await sender().allDue()
    await later(day)
    await sender().allDue()
    expect(subjects()).toEqual(['paid'])
  })
})
