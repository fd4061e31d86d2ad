import { describe, expect, test } from 'vitest'
import { leftOutOf } from '../../../catalogue/catalogue.ts'
import { firms, orderOf, staticDocuments } from '../firms.ts'

/** A sentence of a notice that no answer says: the firm ticks it, or strikes it. */
const promise = /::field\{id="promise-[a-z]+" type="checkbox" label="Part (\d+): ([^"]+)"/g

/** The words that tell a sentence, however it is joined to others. */
const telling = (said: string) => said.toLowerCase().match(/[a-z]{4,}/g) ?? []

describe.each(firms)('what no answer of $name says', ({ answers }) => {
  const order = orderOf(answers, 'self-serve')
  const documents = staticDocuments(order)
  const needless = leftOutOf(order).map(({ number }) => number)
  const notices = ['02-privacy-notice', '03-staff-notice'].filter(
    (id) => !needless.includes(id.slice(0, 2)),
  )

  test.each(notices)('is to be ticked in %s', (id) => {
    const document = documents.get(id) ?? ''
    const parts = document.split(/^## (?=\d+\. )/m)
    const promises = [...document.matchAll(promise)]
    expect(promises.length).toBeGreaterThan(0)
    for (const [, part, said = ''] of promises) {
      const text = parts.find((one) => one.startsWith(`${part}. `))?.toLowerCase() ?? ''
      const missing = telling(said).filter((word) => !text.includes(word))
      expect(missing, said).toEqual([])
    }
  })
})

test('what the static forms of the record say of a firm is no fact that nobody gave', () => {
  const claimed =
    /\b(?:is|are|was|were) (?:never|not) (?:asked for|recorded|kept|passed on|joined)\b|\bnobody (?:watches|searches|reads)\b|\bhash|\blocked place\b/i
  for (const { answers, name } of firms) {
    const record = staticDocuments(orderOf(answers)).get('01-record-of-processing') ?? ''
    expect([name, claimed.exec(record)?.[0]]).toEqual([name, undefined])
  }
})
