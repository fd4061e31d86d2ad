import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mostCorrections } from '../../pack/correction.ts'
import { mainFirm } from '../packs/firms.ts'
import { openShop, type Shop } from '../shop.ts'
import { takeBack } from '../store/taken-back.ts'
import { answersWith, download, downloaded, orderForm } from './calls.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ workers: [] })
})
afterAll(() => shop.close())

const form = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }

const urlOf = (token: string) => `/orders/${token}/corrections`

const get = (token: string, accept = 'application/json') =>
  shop.app.inject({ url: urlOf(token), headers: { accept } })

const post = (token: string, payload: object) =>
  shop.app.inject({ method: 'POST', url: urlOf(token), payload })

function postForm(token: string, changes: Readonly<Record<string, string>>) {
  const payload = orderForm({ revision: '1', ...changes }).toString()
  return shop.app.inject({ method: 'POST', url: urlOf(token), headers: form, payload })
}

const named = (name: string) => ({ answers: answersWith('company.legalName', name) })

async function bought() {
  const order = await shop.buy()
  await shop.until(order.token, ({ state }) => state === 'paid')
  return order
}

const find = async (order: string) => (await shop.site.orders.byId(order))!

describe('the answers of a paid order', () => {
  it('are given as they stand, with how long they may be corrected', async () => {
    const { order, token } = await bought()
    const { answers, paidAt } = await find(order)
    const answer = await get(token)
    expect(answer.json()).toEqual({
      order,
      revision: 1,
      answers,
      until: new Date(Date.parse(paidAt!) + 14 * 86_400_000).toISOString(),
      left: mostCorrections,
    })
    expect(answer.headers['cache-control']).toBe('private, no-store')
  })

  it('are a form without JavaScript, filled in, that asks for neither tier nor money', async () => {
    const { token } = await bought()
    const { body } = await get(token, 'text/html')
    expect(body).toContain(`action="/orders/${token}/corrections"`)
    expect(body).toMatch(/name="company\.legalName"[^>]* value="Harbour Lane Bakery/)
    for (const name of ['tier', 'email', 'currency', 'consent', 'draft'])
      expect(body).not.toContain(`name="${name}"`)
  })

  it('are corrected by a program: 202 with the number of the release', async () => {
    const { order, token } = await bought()
    await downloaded(shop, token)
    const answer = await post(token, named('Other Ltd'))
    expect([answer.statusCode, answer.json()]).toEqual([202, { release: 2 }])
    expect((await find(order)).answers).toMatchObject({ company: { legalName: 'Other Ltd' } })
  })

  it('are corrected by the form: on to the order’s page', async () => {
    const { order, token } = await bought()
    const answer = await postForm(token, { 'company.legalName': 'Other Ltd' })
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `/orders/${token}`])
    expect((await find(order)).answers).toMatchObject({ company: { legalName: 'Other Ltd' } })
  })

  it('keep their price, pack, tier and address, whatever else is posted', async () => {
    const { order, token } = await bought()
    const { answers: _, corrections: __, ...before } = await find(order)
    const more = { tier: 'full', pack: 'infosec', currency: 'gbp', email: 'x@example.org' }
    const abroad = answersWith('place.where', 'uk')
    expect((await post(token, { answers: abroad, ...more, amount: 1 })).statusCode).toBe(202)
    const { answers: ___, corrections, ...after } = await find(order)
    expect(corrections).toHaveLength(1)
    expect(after).toEqual(before)
  })

  it('are in the next release, with what changed on the page; the one before stays', async () => {
    const { order, token } = await bought()
    const site = await shop.site.printing()
    await site.buildRelease(order)
    await post(token, named('Other Ltd'))
    const improving = await shop.app.inject({
      url: `/orders/${token}`,
      headers: { accept: 'text/html' },
    })
    expect(improving.body).toContain('Your corrected pack is being put together')
    await site.buildRelease(order)
    const { body } = await shop.app.inject({
      url: `/orders/${token}`,
      headers: { accept: 'text/html' },
    })
    expect(body).toMatch(/Made after you corrected “Legal name”\. Changed: 01 “Record of/)
    for (const version of [1, 2]) {
      const { statusCode } = await shop.app.inject(`/orders/${token}/pack.zip?version=${version}`)
      expect(statusCode).toBe(200)
    }
    expect((await download(shop, token)).headers['content-disposition']).toContain('-v2.zip')
  })

  it('of a release whose file is lost are those that it was made of', async () => {
    const { order, token } = await bought()
    const { buildRelease, rebuildRelease } = await shop.site.printing()
    await buildRelease(order)
    await post(token, named('Other Ltd'))
    await buildRelease(order)
    const [, first] = await shop.site.releases.files(order)
    const rebuilt = await rebuildRelease(await find(order), first!)
    expect(rebuilt?.sha256).toBe(first?.sha256)
  })
})

describe('a correction is refused', () => {
  it('from a stranger, who learns nothing', async () => {
    const { token } = await bought()
    const other = token.replace(/^./, (first) => (first === 'f' ? 'g' : 'f'))
    for (const wrong of [`${token.slice(0, -1)}!`, other, 'nobody']) {
      expect((await get(wrong)).statusCode).toBe(404)
      expect((await post(wrong, named('Other Ltd'))).statusCode).toBe(404)
    }
  })

  it('before payment and after a refund: 409 with the reason', async () => {
    const unpaid = await shop.order()
    const { order, token } = await bought()
    await takeBack(shop.site.orders, order)
    for (const [of, reason] of [
      [unpaid.token, 'unpaid'],
      [token, 'revoked'],
    ] as const) {
      const answers = [await get(of), await post(of, named('Other Ltd'))]
      for (const answer of answers)
        expect([answer.statusCode, answer.json().reason]).toEqual([409, reason])
    }
    expect((await find(order)).corrections).toBeUndefined()
  })

  it('with a page that says why and leads back', async () => {
    const { token } = await shop.order()
    const { statusCode, body } = await get(token, 'text/html')
    expect(statusCode).toBe(409)
    expect(body).toContain('so there is no pack to correct')
    expect(body).toContain(`href="/orders/${token}"`)
  })

  it('where a setting leaves no time for it', async () => {
    const closed = await openShop({ workers: [], environment: { CORRECTION_WINDOW: 'PT0S' } })
    const { token } = await closed.buy()
    await closed.until(token, ({ state }) => state === 'paid')
    const answer = await closed.app.inject({ url: urlOf(token) })
    expect([answer.statusCode, answer.json().reason]).toEqual([409, 'over'])
    await closed.close()
  })

  it('after as many as there may be', async () => {
    const { token } = await bought()
    for (let made = 1; made <= mostCorrections; made++)
      expect((await post(token, named(`Name ${made} Ltd`))).statusCode).toBe(202)
    const answer = await post(token, named('Last Ltd'))
    expect([answer.statusCode, answer.json().reason]).toEqual([409, 'used-up'])
  })

  it('in the second of two windows, which is told', async () => {
    const { order, token } = await bought()
    const names = ['One Ltd', 'Two Ltd']
    const answers = await Promise.all(
      names.map((name) => postForm(token, { 'company.legalName': name })),
    )
    expect(answers.map(({ statusCode }) => String(statusCode)).sort()).toEqual(['303', '409'])
    const told = answers.find(({ statusCode }) => statusCode === 409)
    expect(told?.body).toContain('corrected from somewhere else')
    expect(told?.body).toContain(`href="/orders/${token}/corrections"`)
    expect((await find(order)).corrections).toHaveLength(1)
  })

  it('where it changes nothing', async () => {
    const { order, token } = await bought()
    const program = await post(token, { answers: mainFirm.answers })
    expect([program.statusCode, program.json().title]).toEqual([422, 'Nothing was corrected'])
    const page = await postForm(token, {})
    expect([page.statusCode, page.body.includes('made of already')]).toEqual([422, true])
    expect((await find(order)).corrections).toBeUndefined()
  })

  it('with mistakes, shown as at checkout, and with what was typed', async () => {
    const { order, token } = await bought()
    const answer = await postForm(token, { 'company.legalName': '', 'company.staff': 'many' })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Please check 2 answers')
    expect(answer.body).toContain('Your pack is as it was')
    expect(answer.body).toContain('value="many"')
    expect((await find(order)).corrections).toBeUndefined()
  })

  it.each([
    ['no answers', {}],
    ['answers that are a list', { answers: [] }],
    ['answers that are a text', { answers: 'x' }],
    ['questions that are none', { answers: { ...mainFirm.answers, constructor: { x: 1 } } }],
    ['hieroglyphs', named('\u{13000}')],
    ['a name of a megabyte’s fraction', named('x'.repeat(50_000))],
    ['a revision that is none', { ...named('Other Ltd'), revision: 'one' }],
    ['a revision below the first', { ...named('Other Ltd'), revision: 0 }],
    ['confirmed names without end', { ...named('Other Ltd'), confirmed: Array(51).fill('x') }],
  ])('with %s', async (_, body) => {
    const { order, token } = await bought()
    const answer = await post(token, body)
    expect(answer.statusCode).toBe(422)
    expect(Object.keys(answer.json().fields).length).toBeGreaterThan(0)
    expect((await find(order)).corrections).toBeUndefined()
  })

  it('with a body that is no form, no JSON, or too large', async () => {
    const { token } = await bought()
    const sent = async (type: string, payload: string) =>
      (
        await shop.app.inject({
          method: 'POST',
          url: urlOf(token),
          headers: { 'content-type': type },
          payload,
        })
      ).statusCode
    expect(await sent('text/xml', '<answers/>')).toBe(415)
    expect(await sent('application/json', '{')).toBe(400)
    expect(await sent('application/json', `"${'x'.repeat(70_000)}"`)).toBe(413)
  })
})
