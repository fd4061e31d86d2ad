import { provisions } from '../../inference/checks/facts/grounding.ts'
import type { Slot } from '../../pack/slots.ts'

/** How a basis is called, by the letter of Art. 6(1). */
const called: Readonly<Record<string, string>> = {
  a: 'consent',
  b: 'contract(?:ual)?|pre-contractual|steps before|steps you|employment contract',
  c: 'legal obligation|legally obliged|obligation|law|obliges|obliged|required',
  f: 'legitimate interests?|interests?',
}

/**
 * A citation of the slot's own provision, with the words by which the basis is called before it,
 * becomes the slot. A text that cites another provision of the same article, or calls it by the name
 * of another basis, is left as it is.
 */
export function citationIntoSlot(text: string, { placeholder, value }: Slot): string {
  const own = provisions(value).map(({ short }) => short)
  const article = own[0]?.replace(/\(.*/, '')
  const cited = provisions(text).filter(({ short }) => short.replace(/\(.*/, '') === article)
  if (cited.length === 0 && own.length === 1) return statementIntoSlot(text, placeholder, own[0]!)
  if (cited.map(({ short }) => short).join() !== own.join()) return text
  const spans = cited.map(({ at, said, short }, index) => {
    const before = index === 0 ? 0 : cited[index - 1]!.at + cited[index - 1]!.said.length
    return spanOf(text, before, at, said, /\(([a-f])\)$/.exec(short)?.[1] ?? '', article ?? '')
  })
  if (spans.some((span) => span === null)) return text
  const [from] = spans[0]!
  const [, to] = spans.at(-1)!
  return text.slice(0, from) + placeholder + text.slice(to)
}

/** `It rests on the contract with the person`, without an article. */
function statementIntoSlot(text: string, placeholder: string, provision: string): string {
  const [, letter = ''] = /^art 6\(1\)\(([a-f])\)$/.exec(provision) ?? []
  const stated = new RegExp(
    `((?:rests? on|rel(?:y|ies) on|based on|basis(?: for this)? is|basis:|on the basis of|because of) )(?:(?:our|your|the|an?) )?(?:${called[letter] ?? '(?!)'})(?: with (?:the person|you))?`,
    'i',
  )
  return text.replace(stated, `$1${placeholder}`)
}

/** From the words that call the basis to the end of the citation; null where they call another. */
function spanOf(
  text: string,
  after: number,
  at: number,
  said: string,
  letter: string,
  article: string,
): readonly [from: number, to: number] | null {
  const sentence = Math.max(after, text.lastIndexOf('. ', at) + 1, text.lastIndexOf('? ', at) + 1)
  const before = text.slice(sentence, at)
  const rest = text.slice(at + said.length)
  const law = /^(?: of the)?(?: (?:UK )?GDPR)?(?: and (?:the )?UK GDPR)?/.exec(rest)?.[0] ?? ''
  const closes = before.lastIndexOf('(') > before.lastIndexOf(')') && rest[law.length] === ')'
  const to = at + said.length + law.length + (closes ? 1 : 0)
  if (article !== 'art 6') return [at - (closes ? 1 : 0), to + wordsAfter(text.slice(to))]
  const named = (of: string) =>
    new RegExp(`(?:(?:only|our|your|the|an?|this|legal|employment) )*\\b(?:${of})\\b`, 'i').exec(
      before,
    )
  const others = Object.entries(called).filter(([key]) => key !== letter)
  const mine = named(called[letter] ?? letter)
  if (mine === null) {
    if (others.some(([, of]) => named(of) !== null)) return null
    const gap = /[\s,(–-]*$/.exec(before)?.[0].length ?? 0
    return [at - gap + (gap > 0 ? 1 : 0), to]
  }
  const from = sentence + mine.index
  return [
    /^(?:law|obliges|obliged|required|interests?)/i.test(mine[0]) ? at - (closes ? 1 : 0) : from,
    to,
  ]
}

/** `, duties and rights in employment law` or the same in brackets: how the condition goes on. */
function wordsAfter(rest: string): number {
  return /^(?:,| \(|:) ?(?:duties|care|explicit|only)\b[^.;)]*\)?/.exec(rest)?.[0].length ?? 0
}
