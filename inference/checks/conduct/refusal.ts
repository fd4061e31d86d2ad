import type { Check } from '../reading/draft.ts'

const sorry = `(?:unfortunately|sorry|apologies|my apologies|i(?:['’]m| am) (?:sorry|afraid)|i apologi[sz]e)\\W+(?:but |that )?`
const cannot = `i (?:can(?:['’]t|not| not)|could(?:n['’]t| not)|won['’]t|will not|must decline|do not feel|decline|refuse|am (?:unable|not able))`
const unable = `i['’]m (?:unable|not able)`
const asModel = `as an? (?:ai|artificial intelligence|(?:large )?language model)\\b[^.]{0,60}?, (?:i|my)\\b`

/**
 * How models decline: at the opening of what they write, and inside the strings of the wanted JSON,
 * because structured output leaves them no other place and vLLM does not fill `refusal`. The same
 * words further on are prose: firms use an AI assistant, and notices say what one cannot do.
 */
const opening = new RegExp(
  `^\\W*(?:(?:${sorry})*(?:${cannot}|${unable})\\b|${asModel}|(?:${sorry})+$|i(?:['’]m| am) sorry\\b)`,
  'i',
)

export function isRefusal(text: string): boolean {
  return opening.test(text)
}

/** A part in which the model declines, where it has begun to answer. */
export const declined: Check = ({ texts }) =>
  texts
    .filter(({ text }) => isRefusal(text))
    .map(({ path }) => `${path}: write the text itself, from what you were given`)
