import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isComplete, openShop, type Shop } from '../shop.ts'
import { answersWith, orderBody, orderForm, postForm, postOrder } from './calls.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const path = 'company.description'
const says = 'We bake bread. Our cleaner Rosa Almeida comes on Fridays.'
const named = () => orderBody({ answers: answersWith(path, says) })

describe('an answer that names a person', () => {
  it('is asked back before payment, with what was found, what to do, and what comes of it', async () => {
    const answer = await postOrder(shop, named())
    expect(answer.statusCode).toBe(422)
    expect(answer.json().fields[path]).toBe(
      'What the firm does, in one sentence: “Rosa Almeida” looks like the name of a person, which no language model should be told. Please take it out; if you confirm it, sections that would tell of this answer may stay standard text.',
    )
  })

  it('is asked back on the page, with a box to confirm it', async () => {
    const form = orderForm()
    form.set(path, says)
    const { statusCode, body } = await postForm(shop, form)
    expect(statusCode).toBe(422)
    expect(body).toContain('Rosa Almeida')
    expect(body).toMatch(new RegExp(`name="confirmed"[^>]*value="${path}"`))
  })

  it('is told to no model where it was confirmed, and the page says so', async () => {
    const asked = (await postOrder(shop, { ...(named() as object), confirmed: [path] })).json()
    await shop.buyer.pay(asked.url)
    const { sections } = await shop.until(asked.token, isComplete)
    const blocked = sections.filter(({ reason }) => reason === 'input-blocked')
    expect(blocked.map(({ id, source }) => [id, source])).toEqual([['risk-plan', 'static']])
    expect(blocked[0]?.message).toContain('must not be sent to a language model')
    expect(sections.some(({ source }) => source === 'model')).toBe(true)
  })
})
