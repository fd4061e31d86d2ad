import type { Slot } from '../../../pack/slots.ts'
import type { Check } from '../reading/draft.ts'
import { lazily } from '../reading/lazily.ts'
import { timesIn } from './figures.ts'
import { type Find, instead } from './finding.ts'
import { periods, provisions } from './grounding.ts'
import { isQuoted } from './quoted.ts'
import { bases } from './stated-bases.ts'
import { rhythms, termsOf } from './stated-terms.ts'
import { bodies, kindsOfSystem, namesOfFirm, vendors } from './strangers.ts'
import { uncounted } from './uncounted.ts'

/**
 * Where an artefact has slots, a fact of that kind stands in no words: what is written is right by
 * construction, not because the same words stood somewhere in the prompt.
 */
export const outside: Check = (draft) =>
  draft.texts.flatMap((text) => {
    const { slots, path } = text
    if (slots === null) return []
    return finds.flatMap((find) => find(text, slots, draft)).map((fault) => `${path}: ${fault}`)
  })

/** Lengths of time, but for those that were told of this very thing. */
const times: Find = ({ raw, rawSentences, told }, slots) => {
  const known = lazily(() => periods(told().replace(/\bhalf an hour\b/gi, '30 minutes')))
  const isKnown = (said: string) => periods(said).some((one) => known().includes(one))
  const stated = timesIn(raw)
    // `within a day` is a time, and `a day` is none.
    .filter(({ said, at }) => !isKnown(raw.slice(Math.max(0, at - 8), at) + said))
    .map(({ said }) => said)
  const endless = rawSentences().flatMap((sentence) =>
    [...sentence.matchAll(withoutEnd)]
      .filter(
        ({ 0: said, index }) => !told().includes(said) && !feared.test(sentence.slice(0, index)),
      )
      .map(([said]) => said),
  )
  return [...stated, ...endless].map((said) => instead(said, slots, /PERIOD|DEADLINE|REASON/))
}

const withoutEnd =
  /\b(?:indefinitely|for ?ever|never (?:be )?(?:deleted|erased|removed)|(?:kept|stored|held) permanently|permanently (?:kept|stored|held)|for an? (?:unlimited|indefinite) (?:time|period)|for life|for the rest of (?:your|their|his|her) lives?|for (?:decades|generations|ages|(?:many|several) years)|until (?:they|he|she|you|the \w+) (?:\w+ )?(?:comes? of age|grows? up|retires?|dies?|(?:is|are) (?:of age|grown|adults?))|(?:kept|keeps?|stays?|stored|remains?)(?: \w+){0,5} for good)\b/gi

/** What must not be, or could come about, is not so. */
const feared =
  /\b(?:not|none|nothing|nobody|never|no|nor|might|may|could|should|would|if|cannot|why)\b/i

const articles: Find = ({ raw, rawSentences, told }, slots, { grounds }) => {
  const known = lazily(() =>
    provisions(`${told()} ${ofInterests(raw, slots, told())}`).map(({ short }) => short),
  )
  const named = rawSentences().flatMap((sentence) =>
    provisions(sentence)
      .filter(({ short }) => !known().includes(short) && !isQuoted(short, sentence, grounds))
      .map(({ said }) => said),
  )
  const parts = (raw.match(partOfProvision) ?? []).filter((said) => !told().includes(said))
  return [...named, ...parts].map((said) =>
    instead(said, slots, /BASIS|CONDITION|REASON|SAFEGUARD/),
  )
}

/** A provision by its place in another. */
const partOfProvision =
  /\b(?:letter|point|paragraph|sub-?paragraph) (?:\([a-z\d]{1,2}\)|\d{1,2}\b)|\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last) (?:(?:sub-?)?paragraph|article|sentence|module|clause|recital)\b|\bthe (?:same|previous|following) (?:article|provision|recital)\b/gi

/** The article of legitimate interests, where a text without a basis of its own weighs them. */
function ofInterests(raw: string, slots: readonly Slot[], told: string): string {
  const hasBasis = slots.some(({ placeholder }) => placeholder === '[[BASIS]]')
  const speaks = [raw, told].every((text) => /legitimate interests?\b/i.test(text))
  return speaks && !hasBasis ? 'Art. 6(1)(f)' : ''
}

const finds: readonly Find[] = [
  times,
  termsOf,
  rhythms,
  uncounted,
  articles,
  namesOfFirm,
  vendors,
  kindsOfSystem,
  bodies,
  bases,
]
