/** Blanks of other widths, such as a tab, a thin or an ideographic space: a space all the same. */
const blank = /[\t\v\f\p{Zs}]/gu

const lineBreak = /\r\n?|[\n\u0085\u2028\u2029]/g

/** What steers hyphens, joins, directions and looks, and says nothing itself. */
const silent = /\p{Default_Ignorable_Code_Point}/gu

/** Bullets of the fonts Symbol and Wingdings, as Word copies them. */
const bullet = /[\uf0a7\uf0b7\uf0d8\uf076\uf0fc]/g

/** `ﬁ`, `ﬀ` and the like, as PDF readers copy them. */
const ligature = /[\ufb00-\ufb06]/g

/**
 * A text as it was meant, whatever it was copied from: NFC, letters one by one, plain spaces, line breaks as `\n` (on
 * one line, spaces), nothing invisible. The caller has bounded its length: NFC is quadratic.
 */
export function tidy(raw: string, multiline = false): string {
  return raw
    .replace(silent, '')
    .replace(bullet, '•')
    .replace(ligature, (letters) => letters.normalize('NFKC'))
    .replace(lineBreak, multiline ? '\n' : ' ')
    .replace(blank, ' ')
    .normalize('NFC')
    .trim()
}

/**
 * Code units of a raw text that can still become `max` characters: a letter may come as several
 * marks, with blanks around it. A longer one is never touched.
 */
export function longest(max: number): number {
  return 4 * max + 100
}
