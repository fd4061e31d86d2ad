import { expect, test } from 'vitest'
import { sectors } from '../../../catalogue/gdpr/rules/sectors.ts'
import { cardsOf } from '../cards-of.ts'

test('each card names only sectors of the questionnaire', () => {
  const named = cardsOf('gdpr').flatMap((card) => card.sectors ?? [])
  expect(named.length).toBeGreaterThan(0)
  expect(Object.keys(sectors)).toEqual(expect.arrayContaining(named))
})
