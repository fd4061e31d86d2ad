import { type Find, instead } from './finding.ts'

/** Until when, without a length: `by the next day`, `before the month is out`. */
const terms =
  /\b(?:by|before|until|till|on|no later than|at the latest|within) (?:the )?(?:(?:very (?:same )?)?(?:next|following|same|third|second|fifth|tenth) (?:working |business )?(?:day|morning|week|month)|(?:end|close|start) of (?:the |that |this )?(?:\w+ )?(?:day|week|weekend|month|quarter|year|business)|coming (?:\w+ )?(?:day|week|month)|weekend|(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight|midnight|noon|very day|day after|(?:day|week|month|year) (?:is (?:out|over|up|past)|ends))\b|\b(?:overnight|the (?:very )?next (?:working |business )?day|the same (?:working |business )?day|(?:have|has|gets?|is given|are given|takes?|within|in) (?:just |only )?(?:one|a single) (?:day|hour|week|month)|at the next (?:\w+ )?(?:review|meeting|opportunity|look|visit)|on the day (?:on which )?(?:it|they) (?:arrives?|comes? in|reach\w*))\b/i

/** What has a term of its own by law. */
const owed =
  /\b(?:authority|answer\w*|repl(?:y|ies|ied)|acknowledg\w*|request\w*|complain\w*|notif\w*|report\w*|respond\w*|inform\w*)\b/i

/** What a story tells, and what happens inside the firm. */
const within =
  /\b(?:pass(?:es|ed)?|hands?|forwards?|brings?|goes|go) (?:\w+ ){0,4}(?:on|to)\b|\b(?:was|were|had|rang|called|noticed|came|wrote|replied|reported|asked|sees|finds|rings|replies|writes|notices|reports)\b/i

/** A term for what has one by law, in other words than its slot; where dates are decided, any but a same day. */
export const termsOf: Find = ({ rawSentences }, slots, { task }) => {
  const areDecided = task.includes('Repeat no dates')
  return rawSentences().flatMap((sentence) => {
    const isOwed = owed.test(sentence)
    const [said = ''] = ((isOwed || areDecided) && terms.exec(sentence)) || []
    if (said === '' || within.test(sentence)) return []
    return isOwed || !said.includes('same') ? [instead(said, slots, /DEADLINE/)] : []
  })
}

/** What keeps data, and what ends them: a time beside it is a period. */
const keeps =
  /\b(?:keeps?|kept|keeping|holds?|held|stor(?:es?|ed|ing)|stays?|remains?|retain(?:s|ed)?|delet(?:es?|ed|ing)|eras(?:es?|ed|ing)|remov(?:es?|ed|ing)|destroy(?:s|ed|ing)?|overwrit(?:es?|ten)|wip(?:es?|ed)|clear(?:s|ed)?|discard(?:s|ed)?|purged?|shred(?:s|ded)?|gone|dropped|disappears?)\b/i

const someTime =
  /\b(?:every|each|per|another|(?:up to|at least|at most|about|around|nearly|almost|over|under|less than|more than) (?:an?|one)|(?:the )?(?:next|following|same|coming)|(?:end|close|start) of (?:the|each|every|that)) (?:(\w+) )?(?:hour|day|night|morning|evening|week|weekend|fortnight|month|quarter|season|winter|summer|year|decade)\b|\b(?:two|three|four|five|a few|some|several) (?:seasons|winters|summers|terms)\b|\b(?:daily|nightly|weekly|monthly|quarterly|yearly|annually|overnight)\b/gi

/** How long data are kept, or how often they are deleted, without a figure. */
export const rhythms: Find = ({ raw, rawSentences, told }, slots) => {
  const period = slots.find(
    ({ placeholder, use }) => placeholder === '[[PERIOD]]' && use === 'once',
  )
  if (period === undefined) return []
  const isTold = (kind = '') =>
    kind !== '' && `${told()} ${period.from}`.includes(`${kind.toLowerCase()} `)
  const clauses = rawSentences().flatMap((sentence) => sentence.split(/[,;:]/))
  const times = clauses
    .filter((clause) => keeps.test(clause))
    .flatMap((clause) => [...clause.matchAll(someTime)])
    .filter(([, kind]) => !isTold(kind))
  const ends = clauses
    .filter((clause) => !['[[PERIOD]]', period.from].some((own) => own && clause.includes(own)))
    .filter((clause) => !supposed.test(clause))
    .flatMap((clause) => until.exec(clause) ?? [])
  const others = raw.match(otherwise) ?? []
  return [...times.map(([said]) => said), ...ends, ...others].map((said) =>
    instead(said, slots, /PERIOD/),
  )
}

/** What could be, or is a matter of work and not of data. */
const supposed = /\b(?:should|would|could|might|not|never|no|open|until then)\b/i

/** Kept until something else than the end of the period. */
const until = new RegExp(
  `(?:${keeps.source}|\\bgo(?:es)?\\b).{0,60}\\b(?:until|till|as soon as|(?:for )?as long as)\\b`,
  'i',
)

/** A period other than the one that is decided. */
const otherwise =
  /\bhalf (?:of |as |that |the )(?:time|period|long)\b|\bhalf of (?:it|that)\b|\b(?:period|time) is (?:doubled|halved|extended|shortened)\b|\b(?:twice|three times) as long\b/gi
