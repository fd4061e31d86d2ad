import { type Find, instead } from './finding.ts'

/** A head count that nobody gave. */
const headCount =
  /\b(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen) (?:employees|members of staff|staff|subscribers|branches|people (?:who )?work)\b/gi

/** A share that nobody measured. */
const share =
  /\bevery (?:second|third|fourth|fifth|tenth|other) (?:file|customer|client|patient|member|person|record|message|order|visitor|applicant|firm|request)\b|\b(?:(?:about|roughly|nearly|almost|over|around|more than|less than|some) )?(?:(?:a|one|two|three) (?:thirds?|quarters?|fifths?|tenths?)|(?:\w+ (?:in|out of) (?:ten|a hundred|three|four|five|twenty)|half|\w+ per ?cent)) of (?:the|its|your|our|all|their)(?! (?:hour|year|way|page|time))\b/gi

/** When something is said to have happened, or is to. */
const lately =
  /\b(?:by|before|until|after|on) (?:easter|christmas|whitsun|new year)(?: (?:monday|sunday|eve|day))?\b|(?<!\b(?:within|in) the )\blast (?:spring|summer|autumn|winter|year|month|week|january|february|march|april|june|july|august|september|october|november|december|christmas|monday|tuesday|wednesday|thursday|friday)\b|\b(?:a (?:year|month|week|few (?:years|months|weeks))|(?:two|three|some) (?:years|months|weeks)) ago\b/gi

/** Head counts, shares and moments that are no figures. */
export const uncounted: Find = ({ raw, path, told }, slots) =>
  [headCount, share, ...(/^scenarios\b/.test(path) ? [] : [lately])]
    .flatMap((pattern) => [...raw.matchAll(pattern)].map(([said]) => said))
    .filter((said) => !told().toLowerCase().includes(said.toLowerCase()))
    .map((said) => instead(said, slots, /(?!)/))
