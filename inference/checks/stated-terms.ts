import { type Find, instead } from './finding.ts'

/** Until when, without a length: `by the next day`, `before the month is out`. */
const terms =
  /\b(?:by|before|until|till|on|no later than|at the latest|within) (?:the )?(?:(?:very )?(?:next|following|same|third|second|fifth|tenth) (?:working |business )?(?:day|morning|week|month)|(?:end|close|start) of (?:the |that |this )?(?:\w+ )?(?:day|week|weekend|month|quarter|year|business)|coming (?:\w+ )?(?:day|week|month)|weekend|tomorrow|tonight|midnight|noon|(?:day|week|month|year) (?:is out|ends))\b|\b(?:overnight|the (?:very )?next (?:working |business )?day|the same (?:working |business )?day|(?:have|has|gets?|is given|are given|takes?|within|in) (?:just |only )?(?:one|a single) (?:day|hour|week|month)|at the next (?:\w+ )?(?:review|meeting|opportunity|look|visit)|on the day (?:on which )?(?:it|they) (?:arrives?|comes? in|reach\w*))\b/i

/** What has a term of its own by law. */
const owed =
  /\b(?:authority|answer\w*|repl(?:y|ies|ied)|acknowledg\w*|request\w*|complain\w*|notif\w*|report\w*|respond\w*|inform\w*)\b/i

/** What a story tells, and what happens inside the firm. */
const within =
  /\b(?:pass(?:es|ed)?|hands?|forwards?|brings?|goes|go) (?:\w+ ){0,4}(?:on|to)\b|\b(?:was|were|had|rang|called|noticed|came|wrote|replied|reported|asked|sees|finds|rings|replies|writes|notices|reports)\b/i

/** A term for something that has one by law, in other words than its slot. */
export const termsOf: Find = ({ rawSentences }, slots) =>
  rawSentences().flatMap((sentence) => {
    const [said] = (owed.test(sentence) && terms.exec(sentence)) || []
    return said === undefined || within.test(sentence) ? [] : [instead(said, slots, /DEADLINE/)]
  })
