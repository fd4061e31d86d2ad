/**
 * How models decline. They say it inside the strings of the wanted JSON, because structured output
 * leaves them no other place, and vLLM does not fill `refusal`.
 */
const phrases: readonly RegExp[] = [
  /\bI(?:['’]m| am) (?:sorry|unable|not able|afraid)\b/i,
  /\bI (?:can(?:['’]t|not| not)|could(?:n['’]t| not)|won['’]t|will not|must decline|do not feel)\b/,
  /\bI (?:apologi[sz]e|decline|refuse)\b/,
  /\bas an? (?:AI|artificial intelligence|(?:large )?language model)\b/i,
  /\b(?:unable|not able) to (?:assist|help|comply|fulfil|provide this|complete this)\b/i,
  /\bcan(?:['’]t|not) (?:assist|help) with (?:that|this)\b/i,
  /\bagainst my (?:guidelines|policy|programming)\b/i,
]

export function isRefusal(answer: string): boolean {
  return phrases.some((phrase) => phrase.test(answer))
}
