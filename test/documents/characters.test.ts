import { describe, expect, test } from 'vitest'
import { characters, unsupportedCharacters } from '../../documents/type/characters.ts'
import { faces } from '../../documents/type/fonts.ts'

const listed = characters.flatMap(([first, last]) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index),
)

describe.each(Object.values(faces))('$name', ({ font }) => {
  // The end mark of a font's own list of characters; no character, and no glyph.
  const endOfList = 0xffff

  test('has the characters listed and no others', () => {
    const own = font.characterSet.filter((point) => point !== endOfList)
    expect(own.toSorted((a, b) => a - b)).toEqual(listed)
  })

  test('draws each of them', () => {
    expect(listed.filter((point) => font.glyphForCodePoint(point).id === 0)).toEqual([])
  })
})

test('what no font of ours has is named, each sign once', () => {
  expect(unsupportedCharacters('✓ Żółć ✓ 東京\u0000\ud800\uffff\n\tΑθήνα a\u0301')).toEqual([
    '✓',
    '東',
    '京',
    '\u0000',
    '\ud800',
    '\uffff',
  ])
})
