import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { momentWords } from '../../api/pages/figures.ts'
import type { Incident } from '../../pack/incident.ts'
import { incidentRoom, why } from './incident-room.ts'
import { type OpsShop, openOpsShop } from './ops-shop.ts'

describe('letters about an incident', () => {
  let ops: OpsShop
  beforeAll(async () => {
    ops = await openOpsShop()
  })
  afterAll(() => ops.shop.close())

  const { open, end, preview, send, get, post } = incidentRoom(
    () => ops.shop.app,
    () => ops.remoteAddress(),
  )
  const leak = {
    side: 'got',
    thing: 'contact',
    words: 'One customer has it, and was asked to delete it.',
  }
  const page = 'text/html'
  const outbox = (incident: Incident) =>
    ops.shop.site.database.db
      .selectFrom('outbox')
      .select(['order_id', 'ending'])
      .where('template', '=', 'incident')
      .where('version', '=', incident.id)
      .execute()

  it('are looked at and sent by operators alone, from their own page, with a reason', async () => {
    const money = await open('money')
    for (const name of ['ben', 'eve'])
      for (const answer of [await send(money, {}, name), await preview(money, {}, name)])
        expect(answer.statusCode).toBe(403)
    expect((await send(money, { why: '' })).json().title).toBe('Not understood')
    const shown = await get(`/ops/incidents/${money.id}`, 'ben', page)
    expect(shown.body).toContain('Who is told')
    expect(shown.body).not.toContain('See the letter')
    for (const url of ['/ops/incidents/999/letters', '/ops/incidents/999/letters/preview'])
      expect((await post(url, { why })).statusCode).toBe(404)
  })

  it('are sent by a form of ours, and by no other', async () => {
    const typed = { accept: page, 'content-type': 'application/x-www-form-urlencoded' }
    const form = (url: string, body: Record<string, string>, cookie = '') =>
      ops.shop.app.inject({
        ...{ method: 'POST', url, headers: { ...typed, cookie } },
        ...{ payload: new URLSearchParams(body).toString(), remoteAddress: ops.remoteAddress() },
      })
    const signedIn = await form('/ops/login', { token: 'token-of-ada' })
    const cookie = String(signedIn.headers['set-cookie']).split(';')[0]!
    const { order } = await ops.paid()
    const money = await open('money')
    for (const last of ['letters', 'letters/preview']) {
      const url = `/ops/incidents/${money.id}/${last}`
      expect((await form(url, { why, only: order }, cookie)).statusCode).toBe(403)
    }
    expect(await outbox(money)).toEqual([])
  })

  it('need somebody to go to', async () => {
    const quality = await open('quality')
    expect((await preview(quality)).json().title).toBe('Nobody to write to')
    const answer = await send(quality)
    expect([answer.statusCode, answer.json().detail]).toEqual([
      409,
      'Nobody is left to write to: 0 of 0 orders written to.',
    ])
    const { entries } = (await get('/ops/log?find=tell-incident')).json()
    expect(entries[0]).toMatchObject({ by: 'ada', why, outcome: answer.json().detail })
    expect((await get(`/ops/incidents/${quality.id}`)).json().told.tellings).toEqual([])
  })

  it.each([
    ['a link', 'See https://evil.example/', 'no link'],
    ['a link without its beginning', 'Go to evil.example and sign in', 'no link'],
    ['an address', 'Write to help@evil', 'no link'],
    ['mark-up', '<b>Now</b>', 'no <'],
    ['a sign that nobody sees', 'Now\u202eten', 'nobody sees'],
    ['NUL', 'a\0b', 'nobody sees'],
    ['too much', 'a'.repeat(601), 'at most 600'],
  ])('hold no paragraph with %s', async (_, words, said) => {
    const money = await open('money')
    for (const answer of [await send(money, { words }), await preview(money, { words })]) {
      expect([answer.statusCode, answer.json().title]).toEqual([
        422,
        'This paragraph cannot be sent',
      ])
      expect(answer.json().detail).toContain(said)
    }
    expect(await outbox(money)).toEqual([])
  })

  it('show a paragraph as it was typed, whatever it means elsewhere', async () => {
    const { order } = await ops.paid()
    const money = await open('money')
    const words = 'We took “10 %” & {{name}} *twice*; that is 3.5 or so, e.g. 4, i.e. more'
    const shown = (await preview(money, { words, order })).json()
    expect(shown.text.replaceAll('\n', ' ')).toContain(words)
    expect(shown.html).toContain(words.replace('&', '&amp;'))
    const html = await preview(money, { words, order }, 'ada', page)
    expect(html.body).toContain(`name="words" value="${words.replace('&', '&amp;')}"`)
    const mail = await preview(money, { words, order, as: 'html' }, 'ada', page)
    expect(mail.body).toBe(shown.html)
    expect(mail.headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    )
  })

  it('show the order’s private link to nobody of ours', async () => {
    const { order, token } = await ops.paid()
    const money = await open('money')
    const shown = (await preview(money, { order })).json()
    expect(shown.text).toContain(`${ops.shop.publicUrl}/orders/…`)
    expect(JSON.stringify(shown)).not.toContain(token)
  })

  it.each([
    ['a leak of nobody', 'leak', { ...leak }, 'name the orders'],
    ['a leak of nothing', 'leak', { only: 'ord_nobody' }, 'say what leaked'],
    ['a leak without its extent', 'leak', { ...leak, only: 'ord_nobody', words: '' }, 'how many'],
    ['a leak that is none', 'money', { ...leak }, 'of nothing else'],
    ['what nobody has said', 'other', { only: 'ord_nobody' }, 'in words of your own'],
    ['an order that is none', 'leak', { ...leak, only: 'ord_nobody' }, 'no order ord_nobody;'],
  ] as const)('are not sent of %s', async (_, kind, asked, said) => {
    const incident = await open(kind)
    for (const answer of [await send(incident, asked), await preview(incident, asked)]) {
      expect(answer.statusCode).toBe(409)
      expect(answer.json().detail).toContain(said)
    }
  })

  it('take numbers of orders as they are typed, and nothing else', async () => {
    const { order } = await ops.paid()
    const { order: second } = await ops.paid()
    const incident = await open('leak')
    const answer = await send(incident, { ...leak, only: ` ${order},\n${second};${order} ` })
    expect(answer.json().said).toBe('2 of 2 orders written to')
    for (const only of ['7', 'ord_x ord-y', 'a'.repeat(100)])
      expect((await send(incident, { ...leak, only })).statusCode).toBe(422)
  })

  it('say to whoever got another’s data what to do with the copy, and hand it out no more', async () => {
    const { order } = await ops.paid()
    const incident = await open('leak')
    const text = async (side: string) => {
      const asked = { ...leak, side, thing: 'staff', only: order }
      return (await preview(incident, asked)).json().text.replaceAll('\n', ' ')
    }
    const [got, lost, both] = [await text('got'), await text('lost'), await text('both')]
    expect(got).toContain('details about employees from another customer’s order came into your')
    expect(got).toContain('Delete every version of the pack that you have downloaded')
    expect(lost).toContain('details about employees from your order came into another customer’s')
    for (const letter of [got, both]) expect(letter).not.toContain('/orders/')
    expect(lost).toContain('/orders/…')
    for (const letter of [lost, both]) expect(letter).toMatch(/within 72 hours.*Article 33/)
    await ops.act(order, 'withdraw')
    const older = 'Older links to your order’s page open nothing any more.'
    expect(await text('got')).toContain(older)
    expect(await text('lost')).not.toContain(older)
  })

  it('tell a closed order that it is, and what went back, and lead nowhere', async () => {
    const { order, token } = await ops.paid()
    await ops.act(order, 'refund')
    await ops.shop.until(token, ({ state }) => state === 'revoked')
    const quality = await open('quality')
    const { text } = (await preview(quality, { only: order })).json()
    const said = text.replaceAll('\n', ' ')
    expect(said).toContain(
      'Your order is closed, and its pack can no longer be downloaded. We have refunded €79.',
    )
    expect(said).toContain('If you have kept a copy of the pack, please do not use it.')
    expect(said).not.toContain('text of that time')
    expect(said).not.toContain('/orders/')
    const outage = (await preview(await open('outage'), { only: order })).json()
    expect(outage.title).toBe('Nobody to write to')
  })

  it('are sent of an incident that is over, and of two to one order', async () => {
    const { order } = await ops.paid()
    const [first, second] = [await open('money'), await open('leak')]
    await end(first)
    await end(second)
    expect((await send(first, { only: order })).json().said).toBe('1 of 1 orders written to')
    expect((await send(second, { ...leak, only: order })).json().said).toBe(
      '1 of 1 orders written to',
    )
    const dossier = (await get(`/ops/orders/${order}`)).json()
    const told = dossier.letters.filter(
      ({ template }: { template: string }) => template === 'incident',
    )
    const versions = told.map(({ version }: { version: number }) => version)
    expect(new Set(versions)).toEqual(new Set([first.id, second.id]))
  })

  it('are one to each order, by two operators at once', async () => {
    const { order } = await ops.paid()
    const money = await open('money')
    const both = await Promise.all([send(money, { only: order }), send(money, { only: order })])
    expect(new Set(both.map(({ statusCode }) => statusCode))).toEqual(new Set([200, 409]))
    expect(await outbox(money)).toHaveLength(1)
  })

  it('are not for an order that was erased since somebody looked', async () => {
    const [kept, erased] = [await ops.paid(), await ops.paid()]
    const incident = await open('leak')
    const asked = { ...leak, only: `${kept.order} ${erased.order}` }
    expect((await preview(incident, asked)).json().counts).toMatchObject({ new: 2, erased: 0 })
    await ops.shop.site.orders.advance(erased.order, { from: ['paid'], to: 'improving' })
    expect((await ops.act(erased.order, 'erase')).statusCode).toBe(200)
    expect((await send(incident, asked)).json().said).toBe(
      '1 of 2 orders written to; 1 of 2 not written to: 1 erased',
    )
    expect((await outbox(incident)).map((row) => row.order_id)).toEqual([kept.order])
  })

  it('are told of in the story, with how many and when, and in its post-mortem', async () => {
    const { order } = await ops.paid()
    const incident = await open('leak')
    const words = 'It was one word too many.'
    const said = await send(incident, { ...leak, only: order, words }, 'ada', page)
    const url = `/ops/incidents/${incident.id}`
    expect([said.statusCode, said.headers.location]).toEqual([303, url])
    expect(String(said.headers['set-cookie'])).toContain('1%20of%201%20orders%20written%20to.')
    expect((await get(url, 'ada', page)).body).toContain(`Added: ${words}`)
    const told = async () => (await get(url)).json().told
    await expect.poll(async () => (await told()).sent).toBe(1)
    const { firstAt } = await told()
    const draft = await get(`/ops/incidents/${incident.id}/post-mortem.md`)
    const when = momentWords(firstAt)
    expect(draft.body).toContain(
      `- Told of it: 1 order: 1 sent; the first ${when}, the last ${when}\n`,
    )
  })
})
