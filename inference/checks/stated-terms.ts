import { type Find, instead } from './finding.ts'

/** Until when, without a length: `by the next day`, `before the month is out`. */
const terms =
  /\b(?:by|before|until|till|on|no later than|at the latest|within) (?:the )?(?:(?:very )?(?:next|following|same|third|second|fifth|tenth) (?:working |business )?(?:day|morning|week|month)|(?:end|close|start) of (?:the |that |this )?(?:\w+ )?(?:day|week|weekend|month|quarter|year|business)|coming (?:\w+ )?(?:day|week|month)|weekend|tomorrow|tonight|midnight|noon|day after|(?:day|week|month|year) (?:is (?:out|over|up|past)|ends))\b|\b(?:overnight|the (?:very )?next (?:working |business )?day|the same (?:working |business )?day|(?:have|has|gets?|is given|are given|takes?|within|in) (?:just |only )?(?:one|a single) (?:day|hour|week|month)|at the next (?:\w+ )?(?:review|meeting|opportunity|look|visit)|on the day (?:on which )?(?:it|they) (?:arrives?|comes? in|reach\w*))\b/i

/** What has a term of its own by law. */
const owed =
  /\b(?:authority|answer\w*|repl(?:y|ies|ied)|acknowledg\w*|request\w*|complain\w*|notif\w*|report\w*|respond\w*|inform\w*)\b/i

/** What a story tells, and what happens inside the firm. */
const within =
  /\b(?:pass(?:es|ed)?|hands?|forwards?|brings?|goes|go) (?:\w+ ){0,4}(?:on|to)\b|\b(?:was|were|had|rang|called|noticed|came|wrote|replied|reported|asked|sees|finds|rings|replies|writes|notices|reports)\b/i

/** A term for something that has one by law, in other words than its slot; or any, where dates are decided. */
export const termsOf: Find = ({ rawSentences }, slots, { task }) =>
  rawSentences().flatMap((sentence) => {
    const isMeant = task.includes('Repeat no dates') || owed.test(sentence)
    const [said] = (isMeant && terms.exec(sentence)) || []
    return said === undefined || within.test(sentence) ? [] : [instead(said, slots, /DEADLINE/)]
  })

/** What keeps data, and what ends them: a time beside it is a period. */
const keeps =
  /\b(?:keeps?|kept|keeping|holds?|held|stor(?:es?|ed|ing)|stays?|remains?|retain(?:s|ed)?|delet(?:es?|ed|ing)|eras(?:es?|ed|ing)|remov(?:es?|ed|ing)|destroy(?:s|ed|ing)?|overwrit(?:es?|ten)|wip(?:es?|ed)|clear(?:s|ed)?|discard(?:s|ed)?|purged?|shred(?:s|ded)?|gone|disappears?)\b/i

const someTime =
  /\b(?:every|each|per|another|(?:up to|at least|at most|about|around|nearly|almost|over|under|less than|more than) (?:an?|one)|(?:the )?(?:next|following|same|coming)|(?:end|close|start) of (?:the|each|every|that)) (?:(\w+) )?(?:hour|day|night|morning|evening|week|weekend|fortnight|month|quarter|season|year)\b|\b(?:daily|nightly|weekly|monthly|quarterly|yearly|annually|overnight)\b/gi

/** How long data are kept, or how often they are deleted, without a figure. */
export const rhythms: Find = ({ rawSentences, told }, slots) => {
  const period = slots.find(
    ({ placeholder, use }) => placeholder === '[[PERIOD]]' && use === 'once',
  )
  if (period === undefined) return []
  const isTold = (kind = '') =>
    kind !== '' && `${told()} ${period.from}`.includes(`${kind.toLowerCase()} `)
  return rawSentences()
    .flatMap((sentence) => sentence.split(/[,;:]/))
    .filter((clause) => keeps.test(clause))
    .flatMap((clause) => [...clause.matchAll(someTime)])
    .filter(([, kind]) => !isTold(kind))
    .map(([said]) => instead(said, slots, /PERIOD/))
}
