/** Letters of other alphabets that look like Latin ones, and those. */
const lookalikes: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['аеорсухіјѕԁһԛԝьк', 'aeopcyxijsdhqwbk'],
    ['АВЕКМНОРСТХУІЈЅ', 'ABEKMHOPCTXYIJS'],
    ['αεορυνικτχ', 'aeopuviktx'],
    ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX'],
  ].flatMap(([foreign = '', latin = '']) =>
    Array.from(foreign, (one, at) => [one, latin[at] ?? one]),
  ),
)

const word = /[\p{L}\p{M}]+/gu

/** Letters one by one: `I g n o r e`. */
const spaced = /(?<!\p{L})\p{L}(?:[ .\-_*]\p{L}){4,}(?!\p{L})/gu

/**
 * What a reader takes an answer for, however it is typed: widths and ligatures made equal, nothing invisible, no
 * foreign letters inside Latin words, spaced letters joined.
 */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\p{Cf}\u034f\u115f\u1160\u3164]/gu, '')
    .replace(/[’‘ʼ´`]/g, "'")
    .replace(word, latin)
    .replace(spaced, (letters) => letters.replace(/[ .\-_*]/g, ''))
}

/** A word of one alphabet is nobody's trick. */
function latin(letters: string): string {
  if (!/\p{Script=Latin}/u.test(letters) || !/[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(letters))
    return letters
  return Array.from(letters, (letter) => lookalikes[letter] ?? letter).join('')
}
