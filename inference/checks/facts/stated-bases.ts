import { type Find, instead } from './finding.ts'

/** The bases of Art. 6(1); as bare words they are prose. */
const kinds = String.raw`consent|contracts?|legal obligations?|legitimate interests?|vital interests?|public (?:task|interest)`

const stating: readonly RegExp[] = [
  new RegExp(
    String.raw`\b(?:legal )?bas[ie]s\b[^.;]{0,40}?\b(?:is|are|:)[^.;]{0,60}\b(?:${kinds})\b`,
    'i',
  ),
  new RegExp(
    String.raw`\b(?:on the (?:legal )?basis of|relies on|rely on|rests? on|based on|justified by)\b[^.;]{0,40}\b(?:${kinds})\b`,
    'i',
  ),
  /\b(?:may|can|(?:is|are) (?:allowed|entitled) to)\b[^.;]{0,40}\b(?:because|since|as)\b[^.;]{0,30}\b(?:consent|contract)\b[^.;]{0,30}\b(?:demands?|requires?|allows?|permits?|says?|wants?)\b/i,
  /\b(?:with|by|because of|have|given|gave) (?:your|their|the person['’]s) (?:explicit )?consent\b/i,
]

/** No statement of a basis beside the slot for it, and none that differs from it. */
export const bases: Find = ({ rawSentences, told }, slots) => {
  const basis = slots.find(({ placeholder }) => placeholder === '[[BASIS]]')
  return rawSentences().flatMap((sentence) => {
    if (isAdvice(sentence)) return []
    const stated = stating.some((pattern) => pattern.test(sentence)) && !mayState(sentence)
    return stated ? [instead(sentence.replace(/[.!?]$/, ''), slots, /BASIS/)] : []
  })

  function mayState(sentence: string): boolean {
    if (basis === undefined) return isTold(sentence, told())
    return sentence.includes('[[BASIS]]') && agrees(sentence, basis.value)
  }
}

/** What should be says nothing of what is. */
function isAdvice(sentence: string): boolean {
  return /\b(?:should|ought)\b/i.test(sentence)
}

/** A balancing of legitimate interests speaks of them, and so does the task to make one. */
function isTold(sentence: string, told: string): boolean {
  const isInterest = (kind: string) => kind === 'legitimate interest'
  return kindsIn(sentence).every(isInterest) && told.toLowerCase().includes('legitimate interest')
}

/** No kind of basis beside the slot that is not in it. */
function agrees(sentence: string, value: string): boolean {
  return kindsIn(sentence).every((kind) => value.toLowerCase().includes(kind))
}

function kindsIn(sentence: string): string[] {
  const said = sentence.match(new RegExp(`\\b(?:${kinds})\\b`, 'gi')) ?? []
  return said.map((kind) => kind.toLowerCase().replace(/s$/, ''))
}
