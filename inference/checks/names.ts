import type { Check } from './draft.ts'
import { dates } from './figures.ts'
import { bare, isEnglish, sentencesOf } from './words.ts'

/** Written with a capital, and no name of a firm, product or person. */
const allowed: ReadonlySet<string> = new Set(
  `i article articles art arts section regulation recital annex schedule chapter
  gdpr pecr dpa act eu eea uk ico edpb european union united kingdom member state states
  data protection officer information commissioner office authority
  english british monday tuesday wednesday thursday friday saturday sunday
  ai cctv crm cv dpo dpia hr id it mfa pdf pin sms url usb vat vpn`.split(/\s+/),
)

/** A word, with the figures that product names have in them. */
const namePattern = /\p{L}[\p{L}\p{N}]*(?:['’]\p{L}+)?/gu

/** Every name of a firm, product or person has to occur in the task, the evidence or the answers. */
export const names: Check = ({ texts, grounds }) => {
  const given = [...grounds.matchAll(namePattern)].map(([word]) => bare(word))
  // The month of `2026-12-20` was given, too.
  const known = new Set([...given, ...dates(grounds).flatMap((date) => date.split(' '))])
  const isKnown = (word: string) => known.has(word) || allowed.has(word)
  return texts.flatMap(({ path, text }) => {
    const unknown = sentencesOf(text).flatMap((sentence) => namesIn(sentence, isKnown))
    return [...new Set(unknown)].map(
      (name) =>
        `${path}: the name "${name}" was not given; leave it out, or write it in lower case if it is none`,
    )
  })
}

function namesIn(sentence: string, isKnown: (word: string) => boolean): string[] {
  const plain = sentence.replace(/\[\[.*?\]\]/g, (placeholder) => '0'.repeat(placeholder.length))
  return [...plain.matchAll(namePattern)]
    .filter(({ 0: word }) => /\p{Lu}/u.test(word) && !isKnown(bare(word)))
    .filter(({ 0: word, index }) => !(opens(plain, index) && isEnglish(bare(word))))
    .map(([word]) => word)
}

/** At the start of a sentence, or of what is said in it, every word has a capital. */
function opens(sentence: string, index: number): boolean {
  return /(?:^|[:“"])[\s“"‘(]*$/.test(sentence.slice(0, index))
}
