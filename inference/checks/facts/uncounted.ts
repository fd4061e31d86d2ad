import { units } from './figures.ts'
import { type Find, instead } from './finding.ts'

const few = 'three|four|five|six|seven|eight|nine|ten|eleven|twelve'
const several = `(?:${few}|(?:a|two|three|some|several) dozen)`

/** How many of what a firm has: a count that nobody gave. */
const ofThings = new RegExp(
  `\\b${several} (?:\\w+ )?(?:employees|members|staff|colleagues|volunteers|subscribers|customers|clients|patients|pupils|guests|users|drivers|people|branches|offices|shops|sites|rooms|cameras|computers|laptops|telephones|devices|servers|vehicles|vans|accounts|mailboxes|folders|lists|classes|groups|tables|vendors|suppliers|helpers|workers)\\b`,
  'gi',
)

/** In the text of one activity, of anything but what the text lists itself; times are another matter. */
const ofAnything = new RegExp(
  `\\b${several} (?!(?:steps|stages|parts|things|kinds|types|ways|questions|reasons|purposes|times)\\b|(?:\\w+ )?(?:${units.join('|')})s?\\b)\\w+`,
  'gi',
)

/** How often, or how old. */
const rate = new RegExp(
  `\\b${several} times (?:a|per|each|every) \\w+\\b|\\b(?:between|aged?|from) (?:two|${few}) (?:and|to) \\w+\\b`,
  'gi',
)

/** A share that nobody measured. */
const share =
  /\bevery (?:second|third|fourth|fifth|tenth|other) (?:file|customer|client|patient|member|person|record|message|order|visitor|applicant|firm|request)\b|\b(?:(?:about|roughly|nearly|almost|over|around|more than|less than|some) )?(?:(?:a|one|two|three|four|five|seven|eight|nine) (?:thirds?|quarters?|fifths?|tenths?)|(?:\w+ (?:in|out of) (?:ten|a hundred|three|four|five|twenty)|half|\w+ per ?cent)) of (?:the|its|your|our|all|their)(?! (?:hour|year|way|page|time))\b/gi

/** When something is said to have happened, or is to. */
const lately =
  /\b(?:by|before|until|after|on) (?:easter|christmas|whitsun|new year)(?: (?:monday|sunday|eve|day))?\b|(?<!\b(?:within|in) the )\blast (?:spring|summer|autumn|winter|year|month|week|january|february|march|april|june|july|august|september|october|november|december|christmas|monday|tuesday|wednesday|thursday|friday)\b|\b(?:a (?:year|month|week|few (?:years|months|weeks))|(?:two|three|some) (?:years|months|weeks)) ago\b/gi

/** Counts, shares and moments that are no figures. */
export const uncounted: Find = ({ raw, path, told }, slots) => {
  const ofActivity = slots.some(({ placeholder }) => placeholder === '[[PERIOD]]')
  const counts = [ofActivity ? ofAnything : ofThings, rate, lately]
  return [share, ...(/^scenarios\b/.test(path) ? [] : counts)]
    .flatMap((pattern) => raw.match(pattern) ?? [])
    .filter((said) => !told().toLowerCase().includes(said.toLowerCase()))
    .map((said) => instead(said, slots, /(?!)/))
}
