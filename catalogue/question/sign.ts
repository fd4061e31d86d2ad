/** What people paste most, by name. */
const names: Readonly<Record<string, string>> = {
  '✓': 'a check mark',
  '✔': 'a check mark',
  '✗': 'a cross mark',
  '★': 'a star',
  '☆': 'a star',
  '☎': 'a telephone',
  '✉': 'an envelope',
  '❤': 'a heart',
  '●': 'a round bullet',
  '■': 'a square bullet',
  '▪': 'a square bullet',
  '►': 'an arrowhead',
  '➔': 'an arrow',
  '⇒': 'a double arrow',
  '\u0000': 'a null character',
  '\ufffd': 'the sign for a letter that was lost',
}

const kinds: readonly (readonly [RegExp, string])[] = [
  [/\p{Cs}/u, 'half of a sign that was cut in two'],
  [/\p{Co}/u, 'a sign that only one font knows'],
  [/\p{Cc}/u, 'a control character'],
  [/\p{Cf}/u, 'an invisible character'],
  [/\p{Cn}/u, 'no character at all'],
  [/\p{M}/u, 'an accent that stands alone'],
  [/\p{Script=Han}/u, 'a Chinese character'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'a Japanese letter'],
  [/\p{Script=Hangul}/u, 'a Korean letter'],
  [/\p{Script=Arabic}/u, 'an Arabic letter'],
  [/\p{Script=Hebrew}/u, 'a Hebrew letter'],
  [/\p{L}/u, 'a letter of another script'],
  [/\p{Emoji_Presentation}/u, 'an emoji'],
  [/\p{N}/u, 'a number sign'],
]

/** Letters before the sign that are quoted. */
const quoted = 20

const visible = /[\p{L}\p{N}\p{P}\p{S}]/u

/**
 * A sentence on a sign that cannot be printed: where it stands, which it is, what to do.
 * @param text on one line or several, in which the sign occurs
 */
export function unprintableSign(text: string, sign: string): string {
  const code = sign.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')
  const named = visible.test(sign)
    ? `“${sign}” (U+${code}, ${kindOf(sign)})`
    : `U+${code} (${kindOf(sign)})`
  return `${named} ${placeOf(text, sign)} cannot be printed; please delete it, or write it in Latin, Greek or Cyrillic letters.`
}

function placeOf(text: string, sign: string): string {
  const before = Array.from(text.slice(0, text.indexOf(sign)).replaceAll('\n', ' '))
  if (before.length === 0) return 'at the beginning'
  const cut = before.length > quoted ? '…' : ''
  return `after “${cut}${before.slice(-quoted).join('')}”`
}

function kindOf(sign: string): string {
  return names[sign] ?? kinds.find(([kind]) => kind.test(sign))?.[1] ?? 'a picture or symbol'
}
