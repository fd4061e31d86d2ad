import type { Check } from '../reading/draft.ts'
import { lazily } from '../reading/lazily.ts'
import { formsOf } from '../reading/word-forms.ts'
import { isEnglish, wordsOf } from '../reading/words.ts'

/**
 * A word in small letters that is no English word and was not given: a supplier that nobody named
 * (`bitlocker`), another language, a slip. Of the careful answers of two authors none has one.
 */
export const strangeWords: Check = ({ texts, grounds }) => {
  const given = lazily(() => new Set(wordsOf(grounds)))
  const isWord = (word: string) => isEnglish(word) || given().has(word)
  return texts.flatMap(({ path, raw }) => {
    const words = [...new Set(raw.match(small))]
    const strange = words.filter((word) => !isWord(word) && !formsOf(word).some(isWord))
    return strange.map(
      (word) => `${path}: the word "${word}" is no English word and was not given; leave it out`,
    )
  })
}

/** Not the parts of `don’t`, of `[[PLACEHOLDERS]]` and of addresses, which other checks know. */
const small = /(?<![\p{L}\p{N}.@/_'’[])\p{Ll}{4,}(?![\p{L}\p{N}@/_'’\]])(?!\.\p{L})/gu
