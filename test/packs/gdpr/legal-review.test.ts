import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { legalReview } from '../../../dev/legal-review/review.ts'
import { everyCard } from '../../../knowledge/cards.ts'

const file = join(import.meta.dirname, '..', '..', '..', 'docs', 'legal-review.md')

test('the review of the law is what the data say (node dev/legal-review.ts)', () => {
  expect(readFileSync(file, 'utf8')).toBe(`${legalReview()}\n`)
})

test('it lists every card, with a date and a status', () => {
  const review = legalReview()
  for (const { fact } of everyCard('gdpr')) {
    const line = review.split('\n').find((one) => one.startsWith(`| ${fact}`))
    expect(line, fact).toMatch(/\| \d{4}-\d\d-\d\d \| (?:source|second-hand|for-a-lawyer) \|$/)
  }
})
