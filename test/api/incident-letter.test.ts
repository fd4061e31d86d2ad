import { sql } from 'kysely'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { momentWords } from '../../api/pages/figures.ts'
import { type MailServer, startMailServer } from '../mail-server.ts'
import { isComplete, openShop, type Shop } from '../shop.ts'
import { incidentRoom, why } from './incident-room.ts'

describe('a letter about an incident, of a shop whose models are away,', () => {
  let server: MailServer
  let shop: Shop
  let bought: Awaited<ReturnType<Shop['buy']>>
  beforeAll(async () => {
    server = await startMailServer()
    shop = await openShop({
      environment: {
        OPS_TOKENS: 'ada:operator:token-of-ada',
        SMTP_URL: `smtp://127.0.0.1:${server.port}`,
        MAIL_FROM: 'Packhorse <packs@shop.example>',
        MAIL_GRACE: 'PT0S',
      },
    })
    for (const model of [shop.small, shop.large]) await model.behave('away')
    bought = await shop.buy()
    await shop.until(bought.token, isComplete)
  })
  afterAll(async () => {
    await shop.close()
    await server.close()
  })

  const { open, end, preview, send, get } = incidentRoom(() => shop.app)
  const received = async (template: string) => {
    const found = server.received.find(({ raw }) => raw.includes(`.${template}.`))
    return found && (await PostalMime.parse(found.raw))
  }
  const flat = (text: string | undefined) => text?.replaceAll('\r\n', '\n')

  it('is what the operator saw before it went, word for word, and tells what is so of this order', async () => {
    const outage = await end(await open('outage'))
    const asked = { words: '  The server of our models had no power.\nIt has two supplies now. ' }
    const shown = (await preview(outage, asked)).json()
    expect(shown).toMatchObject({ order: bought.order, counts: { new: 1, told: 0 } })
    const time = `From ${momentWords(outage.beganAt)}, to ${momentWords(outage.endedAt!)},`
    expect(shown.subject).toBe(
      'An outage that concerned your pack: GDPR and UK GDPR for small firms',
    )
    const unfolded = shown.text.replaceAll(/(?<=\S)\n(?=\S)/g, ' ')
    expect(unfolded).toBe(`Something of ours did not work

${time} a part of our service did not work as it should: packs came later than they should have, or with standard text in place of tailored text.

The server of our models had no power. It has two supplies now.

Version 1 of your pack is the newest. Your pack holds our standard text, which is complete as it is, in “Descriptions of your processing activities”, “How and why you use customers’ data” and “Your risks and 90-day plan”.

It works again, and what waits goes on by itself.

There is nothing for you to do.

Open your order page: ${shop.publicUrl}/orders/…

If anything of this is unclear or looks wrong to you, reply to this letter.

Order: ${bought.order} Pack: GDPR and UK GDPR for small firms, Self-serve Paid: €79

-- 
Meadow and Quill Documents Ltd (made up) 1 Example Street, Exampletown nobody@shop.example
`)
    const sent = await send(outage, asked)
    expect(sent.json()).toMatchObject({
      said: '1 of 1 orders written to',
      told: { letters: 1, tellings: [{ by: 'ada', why, outcome: '1 of 1 orders written to' }] },
    })
    await expect.poll(() => received('incident')).toBeDefined()
    const mail = (await received('incident'))!
    expect(mail.messageId).toBe(`<${bought.order}.incident.${outage.id}@shop.example>`)
    expect(mail.subject).toBe(shown.subject)
    expect(flat(mail.text)?.trimEnd()).toBe(shown.text.replace('…', bought.token).trimEnd())
    expect(flat(mail.html)?.trimEnd()).toBe(
      shown.html.replaceAll('/orders/…', `/orders/${bought.token}`).trimEnd(),
    )
  })

  it('waits while the mail server is away, which its incident tells, and goes when that is back', async () => {
    const { port } = server
    await server.close()
    const money = await open('money')
    expect((await send(money)).json().told).toMatchObject({ letters: 1, waiting: 1, sent: 0 })
    const { db } = shop.site.database
    const row = db
      .selectFrom('outbox')
      .selectAll()
      .where('template', '=', 'incident')
      .where('version', '=', money.id)
    const error = async () => (await row.executeTakeFirst())?.last_error ?? ''
    await expect.poll(error).not.toBe('')
    const told = async () => (await get(`/ops/incidents/${money.id}`)).json().told
    expect(await told()).toMatchObject({ waiting: 1, sent: 0, cameBack: 0 })
    server = await startMailServer(port)
    await db
      .updateTable('outbox')
      .set({ due_at: sql`now()` })
      .where('template', '=', 'incident')
      .where('ended_at', 'is', null)
      .execute()
    await expect.poll(async () => (await told()).sent).toBe(1)
    const ids = server.received.map(({ raw }) => /^Message-ID: (.*)\r$/m.exec(raw)?.[1])
    expect(ids).toContain(`<${bought.order}.incident.${money.id}@shop.example>`)
  })

  it('reaches an order that was tailored after all before somebody could write, and tells what is so of it', async () => {
    const { order, token } = await shop.buy()
    const { nextUpdateBy } = await shop.until(token, ({ release }) => release !== null)
    await shop.until(token, (status) => status.nextUpdateBy !== nextUpdateBy)
    for (const model of [shop.small, shop.large]) await model.behave('up')
    await shop.until(token, isComplete)
    const outage = await end(await open('outage'))
    const { counts, text } = (await preview(outage, { except: bought.order, order })).json()
    expect(counts).toMatchObject({ new: 1 })
    const said = text.replaceAll('\n', ' ')
    expect(said).toContain('Version 2 of your pack is the newest.  It works again')
    expect(said).not.toContain('We go on trying')
  })
})
