/** Endings and what stands before them. */
const suffixes: readonly (readonly [RegExp, readonly string[]])[] = [
  [/(?:s|es|ed|d|r|er|ers|ing|ly|ness|able|less|ful|like|wise|free)$/, ['', 'e']],
  [/(?:ies|ied|ier|ily)$/, ['y']],
  [/(\p{Ll})\1(?:ed|ing|er|ers)$/u, ['$1']],
]
const prefixes = /^(?:un|re|sub|pre|non|mis|over|under|out|co|inter|multi|anti|up|off|on)-?/

/** American spelling and the word's British one. */
const british: readonly (readonly [RegExp, string])[] = [
  [/iz(e|es|ed|er|ers|ing|ation|ations)$/, 'is$1'],
  [/yz(e|es|ed|er|ing)$/, 'ys$1'],
  [/or(s|ed|ing|able|ite|al)?$/, 'our$1'],
  [/(cent|met|lit|fib)ers?$/, '$1re'],
  [/^(fulfil|enrol|instal|skil)l(s|ed|ing|ment)?$/, '$1$2'],
  [/(\p{Ll})(ed|ing|er|ers)$/u, '$1$1$2'],
  [/ense$/, 'ence'],
  [/og(s)?$/, 'ogue$1'],
]

/** The word and those that it may be made of: `attaches` → `attach`, `behavior` → `behaviour`. */
export function formsOf(word: string): string[] {
  const spelled = [word, ...british.map(([ending, as]) => word.replace(ending, as))]
  const whole = spelled.flatMap((one) => [one, one.replace(prefixes, '')])
  const roots = suffixes.flatMap(([ending, roots]) =>
    whole.flatMap((one) => roots.map((root) => one.replace(ending, root))),
  )
  return [...whole, ...roots]
}
