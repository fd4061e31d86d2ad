import type { Slot } from '../../pack/slots.ts'
import type { Check } from './draft.ts'
import { timesIn } from './figures.ts'
import { type Find, instead } from './finding.ts'
import { periods, provisions } from './grounding.ts'
import { bases } from './stated-bases.ts'
import { bodies, kindsOfSystem, namesOfFirm, vendors } from './strangers.ts'

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
const times: Find = ({ raw, path }, slots, { told }) => {
  const own = told(path)
  const known = periods(own.replace(/\bhalf an hour\b/gi, '30 minutes'))
  const isKnown = (said: string) => periods(said).some((one) => known.includes(one))
  const stated = timesIn(raw)
    // `within a day` is a time, and `a day` is none.
    .filter(({ said, at }) => !isKnown(raw.slice(Math.max(0, at - 8), at) + said))
    .map(({ said }) => said)
  const endless = [...raw.matchAll(withoutEnd)]
    .map(([said]) => said)
    .filter((said) => !own.includes(said))
  return [...stated, ...endless].map((said) => instead(said, slots, /PERIOD|DEADLINE|REASON/))
}

const withoutEnd =
  /\b(?:indefinitely|for ?ever|never (?:be )?(?:deleted|erased|removed)|(?:kept|stored|held) permanently|permanently (?:kept|stored|held)|for an? (?:unlimited|indefinite) (?:time|period)|for life)\b/giu

/** A head count that nobody gave. */
const headCount =
  /\b(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen) (?:employees|members of staff|staff|subscribers|branches|people (?:who )?work)\b/giu

const headCounts: Find = ({ raw }, slots) =>
  [...raw.matchAll(headCount)].map(([said]) => instead(said, slots, /(?!)/))

const articles: Find = ({ raw, path }, slots, { told }) => {
  const own = told(path)
  const known = provisions(`${own} ${ofInterests(raw, slots, own)}`).map(({ short }) => short)
  return provisions(raw)
    .filter(({ short }) => !known.includes(short))
    .map(({ said }) => instead(said, slots, /BASIS|CONDITION|REASON|SAFEGUARD/))
}

/** The article of legitimate interests, where a text without a basis of its own weighs them. */
function ofInterests(raw: string, slots: readonly Slot[], told: string): string {
  const hasBasis = slots.some(({ placeholder }) => placeholder === '[[BASIS]]')
  const speaks = [raw, told].every((text) => /legitimate interests?\b/i.test(text))
  return speaks && !hasBasis ? 'Art. 6(1)(f)' : ''
}

const finds: readonly Find[] = [
  times,
  headCounts,
  articles,
  namesOfFirm,
  vendors,
  kindsOfSystem,
  bodies,
  bases,
]
