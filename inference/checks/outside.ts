import type { Slot } from '../../pack/slots.ts'
import type { Check, Draft, Text } from './draft.ts'
import { timesIn } from './figures.ts'
import { periods, provisions } from './grounding.ts'
import { isEnglish, sentencesOf } from './words.ts'

/**
 * Where an artefact has slots, a fact of that kind stands in no words: what is written is checked by
 * construction, not by whether the same words stood somewhere in the prompt.
 */
export const outside: Check = (draft) =>
  draft.texts.flatMap((text) =>
    text.slots
      ? [times, shares, articles, names, kindsOfSystem, bodies, bases].flatMap((find) =>
          find(text, text.slots ?? [], draft).map((fault) => `${text.path}: ${fault}`),
        )
      : [],
  )

type Find = (text: Text, slots: readonly Slot[], draft: Draft) => readonly string[]

/** Lengths of time, but for those that were told of this very thing. */
const times: Find = ({ raw, path }, slots, { told }) => {
  const known = periods(told(path).replace(/\bhalf an hour\b/gi, '30 minutes'))
  return timesIn(raw)
    .filter(({ said, at }) => !periods(raw.slice(Math.max(0, at - 8), at) + said).some(isIn(known)))
    .map(({ said }) => instead(said, slots, /PERIOD|DEADLINE|REASON/))
}

const isIn = (known: readonly string[]) => (one: string) => known.includes(one)

/** Parts of a whole and numbers of people that nobody counted. */
const share =
  /\b(?:(?:about |over |nearly |more than )?(?:half|(?:a|one|two) thirds?|(?:a|one|three) quarters?) of (?:(?:the|its|our|your|all) )?(?:\p{L}+ )?(?:staff|employees|people|customers|clients|patients|breaches|firms|companies|data|cases)|(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen) (?:employees|members of staff|staff|subscribers|branches|people (?:who )?work))\b/giu

const shares: Find = ({ raw }, slots) =>
  [...raw.matchAll(share)].map(([said]) => instead(said, slots, /(?!)/))

const articles: Find = ({ raw, path }, slots, { told }) => {
  const known = provisions(told(path)).map(({ short }) => short)
  return provisions(raw)
    .filter(({ short }) => !known.includes(short))
    .map(({ said }) => instead(said, slots, /BASIS|CONDITION|REASON|SAFEGUARD/))
}

const names: Find = ({ raw }, slots, { named }) => {
  const found = named.filter((name) => isNamed(name, raw))
  return found
    .filter((name) => !found.some((other) => other !== name && other.includes(name)))
    .map((name) => {
      const slot = slots.find(({ value }) => value === name)
      return slot
        ? `write ${slot.placeholder} where “${name}” stands`
        : `take out “${name}”, which is no part of this`
    })
}

/** Of a row that no system serves, none is said to. */
const someSystem =
  /\b(?:(?:online|cloud|web-based)[- ](?:\p{L}+ )?(?:program(?:me)?|software|systems?|services?|platform|database|tool|app)|in the cloud|(?:customer|central|online) database|CRM(?: system)?|(?:accounting|bookkeeping|payroll|booking|customer) (?:software|program(?:me)?|platform|app))\b/giu

const kindsOfSystem: Find = ({ raw, path }, slots, { row, told }) => {
  if (row === '' || slots.some(({ proper }) => proper)) return []
  return [...raw.matchAll(someSystem)]
    .map(([said]) => said)
    .filter((said) => !told(path).toLowerCase().includes(said.toLowerCase()))
    .map((said) => `take out “${said}”; no system is known here`)
}

function isNamed(name: string, raw: string): boolean {
  // `Square` is a word, too.
  const flags = isEnglish(name.toLowerCase()) ? 'u' : 'iu'
  const spelled = name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
  return new RegExp(`(?<![\\p{L}\\p{N}])${spelled}(?![\\p{L}\\p{N}])`, flags).test(raw)
}

/** Who has a say or a hand in it by office or trade, in any letter case. */
const body =
  /\b(?:ministr(?:y|ies)(?: of (?:the )?\p{L}+)?|ombudsm[ae]n|prosecutors?|(?:information|data protection|privacy) (?:commission(?:er)?(?:['’]s office)?|agency|inspectorate|ombudsman)|inspectorate|ico|cnil|aepd|dpc|bfdi|hmrc|ftc|royal mail|post office|stripe(?= (?:takes|is|handles|collects|receives))|signal(?= is used)|paypal|dhl|fedex|ups(?= delivers)|dropbox|whatsapp|google|amazon|facebook|chatgpt|openai)\b/giu

const replaced =
  /\b(?:in (?:the )?place of|instead of|takes the place of|replaces|rather than)\b[^.]*\bauthority\b/i

const bodies: Find = ({ raw, path }, slots, { told, named }) => {
  const known = told(path).toLowerCase()
  const handled = named.map((name) => name.toLowerCase())
  const strange = [...raw.matchAll(body)]
    .map(([said]) => said)
    .filter((said) => !known.includes(said.toLowerCase()))
    .filter((said) => !handled.some((name) => name.includes(said.toLowerCase())))
  const swaps = replaced.test(raw) ? ['nobody takes the place of the authority; do not say so'] : []
  return [...swaps, ...strange.map((said) => instead(said, slots, /AUTHORITY/))]
}

/** How a basis is stated; the bare words are prose. */
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
  /\b(?:with|by|because of|have|given|gave) (?:your|their|the person['’]s) (?:explicit )?consent\b/i,
  /\bbecause (?:you|they) (?:have )?(?:agreed|consented)\b/i,
]

const bases: Find = ({ raw, path }, slots, { told }) => {
  const basis = slots.find(({ placeholder }) => placeholder === '[[BASIS]]')
  return sentencesOf(raw).flatMap((sentence) => {
    if (!stating.some((pattern) => pattern.test(sentence)) || isAdvice(sentence)) return []
    if (basis === undefined && isTold(sentence, told(path))) return []
    if (basis && sentence.includes('[[BASIS]]') && agrees(sentence, basis.value)) return []
    return [instead(sentence.replace(/[.!?]$/, ''), slots, /BASIS/)]
  })
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

function instead(said: string, slots: readonly Slot[], kind: RegExp): string {
  const slot = slots.find(({ placeholder, use }) => use !== 'retired' && kind.test(placeholder))
  return slot
    ? `take out “${said}”; if the text needs that fact, ${slot.placeholder} stands for it`
    : `take out “${said}”, which this text must not state`
}
