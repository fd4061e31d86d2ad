import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readZip } from '../documents/zip-reader.ts'
import { openShop, type Shop } from '../shop.ts'
import {
  answersWith,
  choose,
  downloaded,
  orderBody,
  orderForm,
  postForm,
  postOrder,
} from './calls.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ workers: ['orders', 'assembly'] })
})
afterAll(() => shop.close())

const field = 'company.legalName'
const orderAs = (legalName: string) =>
  postOrder(shop, orderBody({ answers: answersWith(field, legalName) }))

describe('a name that cannot be printed is 422, naming the field:', () => {
  it.each([
    ['10,000 characters', 'a'.repeat(10_000)],
    ['a null character', 'Har\u0000bour'],
    ['a control character', 'Har\u0007bour'],
    ['an escape sequence', '\u001b[31mHarbour'],
    ['half a surrogate pair', 'Harbour \ud83e'],
    ['an emoji', 'Harbour 🥐'],
    ['Hebrew', 'מאפייה'],
    ['Arabic', 'مخبز'],
    ['Chinese', '北京面包店'],
    ['a private character', 'Harbour \ue000'],
    ['nothing but spaces', ' \u3000 '],
  ])('%s', async (_, name) => {
    const answer = await orderAs(name)
    expect(answer.statusCode).toBe(422)
    expect(answer.json().fields).toEqual({ [field]: expect.any(String) })
  })
})

it('a character that no font of ours has is named', async () => {
  const { fields } = (await orderAs('Harbour 北')).json()
  expect(fields[field]).toContain('“北” (U+5317, a Chinese character) after “Harbour ”')
})

it('a name in decomposed letters is kept composed', async () => {
  const { order } = (await orderAs('Boulangerie E\u0301toile')).json()
  const { answers } = (await shop.site.orders.byId(order)) ?? {}
  expect(answers).toMatchObject({ company: { legalName: 'Boulangerie \u00c9toile' } })
})

describe('a name that looks like code is a name:', () => {
  it.each([
    ['Markdown', '# *Harbour* [Lane](javascript:alert(1)) | `x`'],
    ['a directive', ':::section{id="risk-plan"} ::field{id="x"}'],
    ['Handlebars', '{{company.name}} {{{x}}} {{#each y}}'],
    ['HTML', '<script>alert(1)</script> &amp; "Lane"'],
    ['one of our placeholders', '[[CONTACT_1]] [[COMPANY]]'],
    ['SQL', "'; drop table orders; --"],
    ['a path', '../../../etc/passwd'],
  ])('%s', async (_, name) => {
    const answer = await orderAs(name)
    expect(answer.statusCode).toBe(201)
    const { token, url } = answer.json()
    await choose(url, 'paid')
    const entries = await readZip((await downloaded(shop, token)).rawPayload)
    const licence = entries.find(({ path }) => path.endsWith('/LICENCE.md'))
    expect(wordsOf(licence?.bytes.toString() ?? '')).toContain(name)
    for (const { path } of entries) expect(path).toMatch(/^gdpr-pack-[a-z0-9-]+\/[\w./-]+$/)
    const page = await shop.app.inject({
      url: `/orders/${token}`,
      headers: { accept: 'text/html' },
    })
    expect([page.statusCode, page.body.includes('<script>')]).toEqual([200, false])
  })
})

it('a form with names of prototypes is read like any other', async () => {
  const form = orderForm({ __proto__: 'x', 'company.__proto__.staff': '1', constructor: 'y' })
  form.set('__proto__', 'x')
  expect((await postForm(shop, form)).statusCode).toBe(303)
  expect(Object.prototype).not.toHaveProperty('staff')
})

/** What any Markdown reader shows, without markup. */
function wordsOf(markdown: string): string {
  const collect = (node: { value?: string; children?: object[] }): string =>
    node.value ?? (node.children ?? []).map(collect).join('')
  return collect(unified().use(remarkParse).use(remarkGfm).parse(markdown))
}
