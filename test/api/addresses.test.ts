import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop, type Shop } from '../shop.ts'
import { answersWith, orderBody, postOrder } from './calls.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ workers: [] })
})
afterAll(() => shop.close())

const local = 'a'.repeat(64)
const label = 'b'.repeat(63)
const whole = `${local}@${label}.${label}.${'b'.repeat(53)}.example`

/** As typed, and as it is kept. */
test.each([
  ['r&d@firm.example'],
  ['a#b@firm.example'],
  ["o'hara+post@firm.example"],
  ["!#$%&'*+-/=?^_`{|}~.1@firm.example"],
  ['{{person.email}}*b*@firm.example'],
  ['Anna@Firm.EXAMPLE'],
  ['anna@1-2-3.example'],
  ['anna@firm.xn--p1ai'],
  ['anna@xn--mller-kva.example'],
  ['anna@müller.example', 'anna@xn--mller-kva.example'],
  ['anna@mu\u0308ller.example', 'anna@xn--mller-kva.example'],
  ['anna@straße.example', 'anna@xn--strae-oqa.example'],
  ['anna@пример.рф', 'anna@xn--e1afmkfd.xn--p1ai'],
  ['anna@例え。テスト', 'anna@xn--r8jz45g.xn--zckzah'],
  ['  anna@firm.example\u200b\n', 'anna@firm.example'],
  [whole],
])('%s can be mailed: an order and an answer keep it', async (typed, kept = typed) => {
  const body = orderBody({ email: typed, answers: answersWith('person.email', typed) })
  const answer = await postOrder(shop, body)
  expect(answer.statusCode, answer.body).toBe(201)
  const stored = await shop.site.orders.byId(answer.json().order)
  expect(stored).toMatchObject({ email: kept, answers: { person: { email: kept } } })
})

const wanted = 'please give an e-mail address such as anna@example.com.'
const accents =
  'please use letters without accents, from a to z, before the @; few mail servers take others.'
const long = 'please use at most 254 characters.'

test.each([
  ['nothing', '', wanted],
  ['a list', ['anna@firm.example'], wanted],
  ['no @', 'anna', wanted],
  ['two @', 'anna@firm@firm.example', wanted],
  ['nobody', '@firm.example', wanted],
  ['no domain', 'anna@', wanted],
  ['a domain without a dot', 'anna@firm', wanted],
  ['dots in a row', 'anna..b@firm.example', wanted],
  ['a dot first', '.anna@firm.example', wanted],
  ['a dot last', 'anna.@firm.example', wanted],
  ['a final dot', 'anna@firm.example.', wanted],
  ['an empty label', 'anna@müller..example', wanted],
  ['a hyphen first', 'anna@-firm.example', wanted],
  ['an underscore', 'anna@my_firm.example', wanted],
  ['a blank', 'anna b@firm.example', wanted],
  ['a quoted name', '"anna b"@firm.example', wanted],
  ['a display name', 'Anna <anna@firm.example>', wanted],
  ['two addresses', 'anna@firm.example,ben@firm.example', wanted],
  ['a second header', 'anna@firm.example\r\nBcc: ben@firm.example', wanted],
  ['an address of the network', 'anna@[192.0.2.1]', wanted],
  ['a bare address of the network', 'anna@192.0.2.1', wanted],
  ['the same in wide digits', 'anna@１９２.０.２.１', wanted],
  ['a path', 'anna@müller.example/path', wanted],
  ['a port', 'anna@müller.example:25', wanted],
  ['a label of 64', `anna@${'b'.repeat(64)}.example`, wanted],
  ['a label of 64 as Punycode', `anna@${'ü'.repeat(60)}.example`, wanted],
  ['65 before the @', `a${local}@firm.example`, 'please use at most 64 characters before the @.'],
  ['an accent before the @', 'jürgen@firm.example', accents],
  ['255', whole.replace('.example', 'b.example'), long],
  ['255 as Punycode', whole.replace('bb.', 'ü.'), long],
  ['a flood', 'a@'.repeat(25_000), long],
])('%s is refused in one sentence, wherever it is asked', async (_, typed, sentence) => {
  const order = await postOrder(shop, orderBody({ email: typed }))
  expect(order.statusCode).toBe(422)
  expect(order.json().fields).toEqual({ email: `Your e-mail: ${sentence}` })
  const asAnswer = orderBody({ answers: answersWith('person.email', typed) })
  expect((await postOrder(shop, asAnswer)).json().fields).toEqual({
    'person.email': `Their e-mail: ${sentence}`,
  })
})

test('questions.json names the form of address that is taken', async () => {
  const { properties } = (await shop.app.inject({ url: '/packs/gdpr/questions.json' })).json()
  const email = properties.person.properties.email
  expect(email).toMatchObject({ type: 'string', format: 'idn-email', maxLength: 254 })
})
