export const months =
  'january february march april may june july august september october november december'.split(' ')

export const units = 'minute hour day week fortnight month quarter year'.split(' ')

const ones =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const large = new Map([
  ['dozen', 12],
  ['hundred', 100],
  ['thousand', 1_000],
  ['million', 1_000_000],
])

const worded = new RegExp(
  `\\b(?:(${tens.join('|')})(?:[- ](${ones.slice(1, 10).join('|')}))?|(${ones.join('|')})|(${[...large.keys()].join('|')}))\\b`,
  'gi',
)

/** The text with its number words in digits: `seventy-two hours` → `72 hours`. */
export function inDigits(text: string): string {
  return text.replace(worded, (_, ten, one, small, many) =>
    String(valueOf(ten) + valueOf(one) + valueOf(small) + valueOf(many)),
  )
}

function valueOf(word: string | undefined): number {
  const lower = word?.toLowerCase() ?? ''
  if (tens.includes(lower)) return 20 + 10 * tens.indexOf(lower)
  return large.get(lower) ?? Math.max(0, ones.indexOf(lower))
}
