import type { Check } from '../reading/draft.ts'

/** Marks that change nothing one sees: joiners, soft hyphens, variation selectors. */
const invisible = /\u00AD|[\u200B-\u200D]|\u2060|\p{Variation_Selector}|\uFEFF/gu
const oddSpaces = /[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g

/** Spaces after a space or before a comma or a full stop; `.NET` keeps its own. */
const looseSpaces = /(?<= ) +| +(?=[,.;:!?](?:\s|$))/g

/** More marks on one letter than Unicode's stream-safe text has: to order them takes their square. */
const piledMarks = /(\p{M}{30})\p{M}+/gu

/** A model's string in the one spelling that is recorded: NFC, plain spaces and none around it, nothing invisible. */
export function spelled(text: string): string {
  return text
    .replace(piledMarks, '$1')
    .normalize('NFC')
    .replace(invisible, '')
    .replace(oddSpaces, ' ')
    .replace(looseSpaces, '')
    .trim()
}

/** Only characters that the documents can print. */
export const printable: Check = ({ texts, unprintable }) =>
  texts.flatMap(({ path, text }) => {
    const found = unprintable(text).map(named)
    return found.length > 0 ? [`${path}: remove ${found.join(', ')}, which cannot be printed`] : []
  })

function named(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return character.isWellFormed() ? `“${character}” (U+${code})` : `U+${code}`
}
