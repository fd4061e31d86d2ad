import { expect, it } from 'vitest'
import { parseForm } from '../../dev/fake-stripe/form.ts'

it('reads nested objects and arrays', () => {
  const form = parseForm(
    'line_items[0][price_data][currency]=eur&line_items[1][quantity]=2&mode=payment',
  )
  expect(form).toMatchObject({
    mode: 'payment',
    line_items: [{ price_data: { currency: 'eur' } }, { quantity: '2' }],
  })
})

it('reads empty brackets as the next place of an array', () => {
  expect(parseForm('expand[]=line_items&expand[]=payment_intent').expand).toEqual([
    'line_items',
    'payment_intent',
  ])
})

it('decodes the names as well as the values', () => {
  expect(parseForm('metadata%5Border%5D=a%20%26%20b').metadata).toMatchObject({ order: 'a & b' })
})

it('keeps a field called __proto__ a field', () => {
  const form = parseForm('metadata[__proto__][x]=1')
  expect(JSON.stringify(form)).toBe('{"metadata":{"__proto__":{"x":"1"}}}')
  expect(Reflect.get({}, 'x')).toBeUndefined()
})

it('refuses a name that is text and object at once', () => {
  expect(() => parseForm('a=1&a[b]=2')).toThrow('Invalid a')
})
