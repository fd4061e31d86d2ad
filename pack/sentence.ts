/** In the names of firms from Lisbon to Tallinn, of people and in addresses; without accents. */
const abbreviations = [
  'ltd inc corp co cos bros pty pte intl int assoc mfg hldgs',
  'cie cia ste ets ltda lda hnos hno sucs coop soc',
  'gmbh mbh ges gebr nachf inh fa sp spol kft bt zrt nyrt',
  'jr sr dr mr mrs ms prof ing lic',
  'st str rd ave avda ctra pza nr etc approx incl dept',
].flatMap((line) => line.split(' '))

/** Their full stop belongs to them. */
const abbreviated = new RegExp(`(?:^|[\\s(/&-])(?:${abbreviations.join('|')})\\.$`, 'i')

/** `e.V.`, `S.A.`, `z o.o.`, `B.`: a letter or three between full stops. */
const initials = /(?:^|[\s(/&-])(?:\p{L}\.|(?:\p{L}{1,3}\.){2,})$/u

/** A value as one of a list: without the sign that only ends it. */
export function asItem(value: string): string {
  const [, words = value, own = '', quotes = ''] = ending.exec(value) ?? []
  return words + keptSign(words, own) + quotes
}

function isAbbreviation(value: string): boolean {
  return abbreviated.test(withoutAccents(value)) || initials.test(value)
}

function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '')
}

/** What stands around values, and the values: `['At ', '.']` and `['Berlin']`. */
export interface Interleaved {
  /** One more than values. */
  readonly around: readonly string[]
  readonly values: readonly string[]
}

/**
 * Whoever types an answer may end it with a sign, and the sentence that it stands in goes on with one
 * of its own. Of two signs that meet, one stays: a comma after `Berlin.` takes the full stop, a full
 * stop after `Ltd.` or `Why?` is there already.
 */
export function punctuated({ around, values }: Interleaved): Interleaved {
  const pairs = values.map((value, index) => meet(value, around[index + 1] ?? ''))
  return {
    around: [around[0] ?? '', ...pairs.map(({ after }) => after)],
    values: pairs.map(({ value }) => value),
  }
}

/** Tag of a template literal: sentence`At ${place}.` */
export function sentence(around: readonly string[], ...values: readonly string[]): string {
  return joined({ around, values })
}

export function joined(parts: Interleaved): string {
  const { around, values } = punctuated(parts)
  return around.map((text, index) => text + (values[index] ?? '')).join('')
}

/** Stress and closing quotes may stand between a value and the sign that follows it. */
const following = /^((?:\*\*|["”’»])*)([.,;:?!)])/

/** A value's own signs at its end, within the quotes that it may close with. */
const ending = /^(.*?)([.,;:?!…]+)(["”’»]*)$/su

function meet(value: string, after: string): { value: string; after: string } {
  const [, between = '', next = ''] = following.exec(after) ?? []
  const [, words = '', own = '', quotes = ''] = ending.exec(value) ?? []
  if (next === '' || own === '') return { value, after }
  const kept = keptSign(words, own)
  const rest = kept !== '' && /[.?!]/.test(next) ? after.slice(between.length + 1) : undefined
  return {
    value: words + kept + quotes,
    after: rest === undefined ? after : between + rest,
  }
}

/** Of the signs at a value's end those that mean more than that it ends. */
function keptSign(words: string, own: string): string {
  const meant = /\.{3}|…|[?!]+/.exec(own)
  if (meant) return meant[0]
  return isAbbreviation(`${words}.`) && own.startsWith('.') ? '.' : ''
}
