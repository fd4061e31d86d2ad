import { expect, test } from 'vitest'
import { characters, unsupportedCharacters } from '../../documents/type/characters.ts'
import { faces } from '../../documents/type/fonts.ts'

const listed = characters.flatMap(([first, last]) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index),
)

test.each(Object.values(faces))('the characters listed are those of $name', ({ font }) => {
  expect(font.characterSet.toSorted((a, b) => a - b)).toEqual(listed)
})

test('what no font of ours has is named, each sign once', () => {
  expect(unsupportedCharacters('✓ Żółć ✓ 東京\u0000\ud800\n\tΑθήνα a\u0301')).toEqual([
    '✓',
    '東',
    '京',
    '\u0000',
    '\ud800',
  ])
})
