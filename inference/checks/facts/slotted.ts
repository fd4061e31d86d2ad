import { isShown, type Slot } from '../../../pack/slots.ts'
import type { Check, Text } from '../reading/draft.ts'
import { isCommonest } from '../reading/grammar.ts'
import { wordsOf } from '../reading/words.ts'

/** Each text has the slots that it needs, once, where they belong, and none of another. */
export const slotted: Check = ({ texts }) => {
  const all = texts.flatMap(({ slots }) => slots?.map(({ placeholder }) => placeholder) ?? [])
  const others = [...new Set(all)]
  return texts.flatMap((text) => (text.slots ? faultsOf(text, text.slots, others) : []))
}

function faultsOf(text: Text, own: readonly Slot[], others: readonly string[]): string[] {
  const slots = own.filter(isShown)
  return [
    ...slots.flatMap((slot) => miscounted(text, slot)),
    ...foreign(text, own, others),
    ...slots.flatMap((slot) => misplaced(text, slot)),
  ]
}

function miscounted({ path, raw }: Text, { placeholder, meaning, use }: Slot): string[] {
  const count = raw.split(placeholder).length - 1
  if (use !== 'once' || count === 1) return []
  return count === 0
    ? [`${path}: put ${placeholder} once where it belongs (${meaning})`]
    : [`${path}: keep one ${placeholder} and take out the other${count > 2 ? 's' : ''}`]
}

/** A slot of another text: another row's fact. */
function foreign({ path, raw }: Text, own: readonly Slot[], others: readonly string[]): string[] {
  return others
    .filter((one) => raw.includes(one) && !own.some(({ placeholder }) => placeholder === one))
    .map((one) => `${path}: take out ${one}, which is no fact of this text`)
}

function misplaced({ path, rawSentences }: Text, slot: Slot): string[] {
  const { placeholder, from } = slot
  return rawSentences().flatMap((sentence) => [
    ...(isFarFrom(sentence, slot)
      ? [`${path}: ${placeholder} is a time for something else: ${slot.meaning}`]
      : []),
    ...(countsOtherwise(sentence, slot)
      ? [`${path}: ${placeholder} counts from ${from}; say so, or say no beginning`]
      : []),
  ])
}

/** Does a sentence use a time for what it is not, or count it from elsewhere? */
export function isMisplaced(sentence: string, slot: Slot): boolean {
  return isFarFrom(sentence, slot) || countsOtherwise(sentence, slot)
}

function isFarFrom(sentence: string, { placeholder, near }: Slot): boolean {
  if (near === undefined || !sentence.includes(placeholder)) return false
  return !near.some((word) => sentence.toLowerCase().includes(word))
}

/** `[[PERIOD]] after the first visit`, where it counts from the last. */
function countsOtherwise(sentence: string, { placeholder, from }: Slot): boolean {
  if (from === undefined || !sentence.includes(placeholder)) return false
  const after = sentence.slice(sentence.indexOf(placeholder) + placeholder.length)
  const [, said = ''] =
    /^,?(?: counted)? (?:from|after|of|since) ((?:(?! and )[^.;,:(])*)/.exec(after) ?? []
  // `after they were made`: of what, the sentence said before.
  if (/^(?:they|it|this|that|these) /.test(said)) return false
  const told = stemsOf(from)
  const words = stemsOf(said)
  if (told.length === 0 || words.length === 0 || words.some((word) => told.includes(word)))
    return false
  // `after you leave us` is another word for the end of the employment.
  return !(ending.test(from) && ending.test(said))
}

const ending =
  /\b(?:end(?:s|ed|ing)?|complet\w+|clos\w+|finish\w*|done|leav\w+|left|over|expir\w+|terminat\w+|settled|deliver\w+|last|stop\w*|unsubscrib\w+|withdr\w+)\b/i

function stemsOf(text: string): string[] {
  return wordsOf(text)
    .filter((word) => word.length > 2 && !isCommonest(word))
    .map((word) => word.slice(0, 4))
}
