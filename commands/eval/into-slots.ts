import { timesIn } from '../../inference/checks/facts/figures.ts'
import { periods } from '../../inference/checks/facts/grounding.ts'
import { isMisplaced } from '../../inference/checks/facts/slotted.ts'
import { sentencesOf } from '../../inference/checks/reading/words.ts'
import { isShown, type Slot, type Slots, slotsAt } from '../../pack/slots.ts'
import { citationIntoSlot } from './citation-into-slot.ts'
import { clauseIntoSlot } from './clause-into-slot.ts'

/**
 * An answer that states its facts in words, as it would read had its writer been told of the slots:
 * for answers that were written before there were any. Only a text's own fact, in any usual spelling,
 * becomes its slot. A wrong fact stays as it was said, for the checks to find.
 */
export function intoSlots<T>(content: T, slots: Slots, path = ''): T {
  if (typeof content === 'string') return textIntoSlots(content, slotsAt(slots, path)) as T
  if (content === null || typeof content !== 'object') return content
  const entries = Object.entries(content).map(([key, item]) => [
    key,
    intoSlots(item, slots, path ? `${path}.${key}` : key),
  ])
  return Object.fromEntries(entries) as T
}

function textIntoSlots(text: string, slots: readonly Slot[]): string {
  // What its writer placed stays.
  const shown = slots.filter((slot) => isShown(slot) && !text.includes(slot.placeholder))
  const isTime = ({ from, near }: Slot) => from !== undefined || near !== undefined
  const isCited = ({ value }: Slot) => /\(Art\. \d/.test(value)
  const inWords = shown.filter((slot) => !isTime(slot) && !isCited(slot))
  // Clauses first: a reason may hold a time that is none of the text's own.
  const steps: ((said: string) => string)[] = [
    ...byLength(inWords).map((slot) => (said: string) => phraseIntoSlot(said, slot)),
    ...shown.filter(isCited).map((slot) => (said: string) => citationIntoSlot(said, slot)),
    ...shown.filter(isTime).map((slot) => (said: string) => timeIntoSlot(said, slot)),
  ]
  return tidied(steps.reduce((said, step) => step(said), text))
}

/** `Microsoft 365` before `Microsoft`. */
function byLength(slots: readonly Slot[]): Slot[] {
  return [...slots].sort((a, b) => b.value.length - a.value.length)
}

/** A name or a phrase letter for letter in any case, or a clause that says the same. */
function phraseIntoSlot(text: string, slot: Slot): string {
  const { placeholder, value, use, proper } = slot
  const spelled = value.replace(/^(?:the|an?) /, '').replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
  const article = proper ? '' : '(?:(?:the|an?) )?'
  const lettered = /^\p{L}+$/u.test(value) ? '(?![\\p{L}\\p{N}-])' : '(?![\\p{L}\\p{N}])'
  const own = new RegExp(
    `(?<![\\p{L}\\p{N}[])${article}${spelled}${lettered}`,
    use === 'once' ? 'iu' : 'giu',
  )
  const said = text.replace(own, (found) => {
    const kept = value.match(/^(?:the|an?) /) ? '' : (/^(?:the|an?) /i.exec(found)?.[0] ?? '')
    return kept + placeholder
  })
  return said === text && use === 'once' ? clauseIntoSlot(text, slot) : said
}

function timeIntoSlot(text: string, slot: Slot): string {
  const [own, ...more] = periods(slot.value)
  const sentences = sentencesOf(text)
  for (const sentence of sentences) {
    const spans = timesIn(sentence)
    for (const [index, { at, said }] of spans.entries()) {
      const last = spans[index + more.length]
      if (last === undefined) break
      const all = spans
        .slice(index, index + more.length + 1)
        .map((one) => periods(asTime(one.said))[0])
      if (all.join() !== [own, ...more].join()) continue
      const tail =
        more.length > 0 ? /^ \([^)]*\)/.exec(sentence.slice(last.at + last.said.length)) : null
      const end = last.at + last.said.length + (tail?.[0].length ?? 0)
      const slotted = sentence.slice(0, at) + slot.placeholder + sentence.slice(end)
      if (isMisplaced(slotted, slot) || said === '') continue
      const next = text.replace(sentence, withoutAgain(slotted, slot, own ?? ''))
      return slot.use === 'once' ? next : timeIntoSlot(next, slot)
    }
  }
  return text
}

/** `[[PERIOD]] (three days)` → `[[PERIOD]]`. */
function withoutAgain(sentence: string, { placeholder }: Slot, own: string): string {
  const [before = '', after = ''] = sentence.split(placeholder)
  const again = /^ \(([^)]*)\)/.exec(after)
  const isSame = again !== null && periods(asTime(again[1] ?? '')).join() === own
  return before + placeholder + (isSame ? after.slice(again[0].length) : after)
}

/** `a year`, which is a time after `within`. */
function asTime(said: string): string {
  return said.replace(/^an? (?!decade)/i, '1 ')
}

/** A fact said again in brackets is said once. */
function tidied(text: string): string {
  return text.replace(/(\[\[[A-Z_\d]+\]\])(?: \(\1\))+/g, '$1')
}
