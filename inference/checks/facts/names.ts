import type { Check } from '../reading/draft.ts'
import { lazily } from '../reading/lazily.ts'
import { formsOf } from '../reading/word-forms.ts'
import { bare, isEnglish } from '../reading/words.ts'
import { dates } from './figures.ts'

/** Written with a capital, and no name of a firm, product or person. */
const allowed: ReadonlySet<string> = new Set(
  `i article articles art arts section regulation recital annex schedule chapter
  gdpr act eu eea edpb european union member state states
  data protection officer information office authority subject controller processor
  impact assessment legitimate interest interests standard contractual clauses privacy framework
  customer department director head manager national insurance quality support team works council
  multi factor authentication
  human resources christmas easter monday tuesday wednesday thursday friday saturday sunday
  ai b2b b2c cctv ceo crm cto cv dpa dpas dpf dpia dpo dsar dsars fa hr id it lia mfa pdf pin
  sar sars scc sccs sms tia url usb vat vpn wi fi wifi`.split(/\s+/),
)

/** Of the United Kingdom, and known only where its law was given. */
const british: ReadonlySet<string> = new Set(
  'british commissioner hmrc ico insurance kingdom national pecr united'.split(' '),
)

/** Short forms of the United States, known where they were given. */
const american: ReadonlySet<string> = new Set(['us', 'usa'])

/** A word, with the figures that product names have in them. */
const namePattern = /\p{L}[\p{L}\p{N}]*(?:['’]\p{L}+)?/gu

/** Every name of a firm, product or person has to occur in the task, the evidence or the answers. */
export const names: Check = ({ texts, grounds }) => {
  const known = lazily(() => namedIn(grounds))
  const isKnown = (word: string) =>
    allowed.has(word) ||
    (british.has(word) && known().has('uk')) ||
    (american.has(word) && grounds.includes('United States')) ||
    [word, `${word}s`, word.replace(/s$/, '')].some((one) => known().has(one))
  return texts.flatMap(({ path, rawSentences }) => {
    const unknown = rawSentences().flatMap((sentence) => namesIn(sentence, isKnown))
    return [...new Set(unknown)].map(
      (name) =>
        `${path}: the name "${name}" was not given; leave out whom or what it names, and say what it is for instead`,
    )
  })
}

function namedIn(grounds: string): ReadonlySet<string> {
  const given = (grounds.match(namePattern) ?? []).map(bare)
  // The month of `2026-12-20` was given, too.
  return new Set([...given, ...dates(grounds).flatMap((date) => date.split(' '))])
}

function namesIn(sentence: string, isKnown: (word: string) => boolean): string[] {
  const plain = sentence.replace(/\[\[.{0,60}?\]\]/g, (placeholder) =>
    '0'.repeat(placeholder.length),
  )
  return [...plain.matchAll(namePattern)]
    .filter(({ 0: word }) => /\p{Lu}/u.test(word))
    .filter(({ 0: word, index }) => !(opens(plain, index) && britishOf(bare(word)).some(isEnglish)))
    .filter(({ 0: word }) => !isKnown(bare(singular(word))))
    .filter(({ 0: word, index }) => !isTitled(plain, word, index, isKnown))
    .filter(({ 0: word, index }) => !isCapitalised(plain, word, index))
    .map(([word]) => word)
}

/** `Prioritize` is English too. */
function britishOf(word: string): readonly string[] {
  return /i[sz]|our|or/.test(word) ? formsOf(word) : [word]
}

/** `CVs` → `CV`. */
function singular(word: string): string {
  return /^\p{Lu}{2,}s$/u.test(word) ? word.slice(0, -1) : word
}

/** `Breach Log`, `Personal Data`: a plain word that has its capital from the plain one beside it. */
function isTitled(text: string, word: string, at: number, isKnown: (word: string) => boolean) {
  const [, before = ''] = /(\p{Lu}\p{Ll}+)[ -]$/u.exec(endingAt(text, at)) ?? []
  const end = at + word.length
  const [, after = ''] = /^[ -](\p{Lu}\p{Ll}{2,39})\b/u.exec(text.slice(end, end + 41)) ?? []
  const isPlain = (one: string) => one !== '' && isEnglish(bare(one)) && isKnown(bare(one))
  return isEnglish(bare(word)) && (isPlain(before) || isPlain(after))
}

/** `the Result`: a plain word after its article is none of a firm, which has no article. */
function isCapitalised(text: string, word: string, at: number): boolean {
  const articles = /\b(?:the|an?|its|their|your|our|each|every|any|this|all) $/i
  const article = articles.test(endingAt(text, at))
  return article && /^\p{Lu}\p{Ll}{3,}$/u.test(word) && isEnglish(bare(word))
}

/** At the start of a sentence, or of what is said in it, every word has a capital. */
function opens(sentence: string, index: number): boolean {
  return /(?:^|[:“"])[\s“"‘(]{0,9}$/.test(endingAt(sentence, index))
}

/** As much of what stands before a name as tells what it is: of many names, each reads only that. */
function endingAt(text: string, at: number): string {
  return text.slice(Math.max(0, at - 40), at)
}
