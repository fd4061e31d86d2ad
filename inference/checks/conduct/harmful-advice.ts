import { pattern, without } from '../reading/unwanted.ts'

const condition =
  /^should\b|\btell us\b|\b(?:if|unless|where|when|whoever|provided|as long as|once|until|could|might|against|speaks?)\b/i
const duty =
  '(?:keep (?:a|the|any) (?:record|log|list)|have (?:a|the|any)|write (?:a|the|any|down|it)|draw up|sign|tell|told|notif|inform|report|document|ask for consent|train|test|try|encrypt|answer|reply|appoint|conclude|obtain|check|review|delete|restor|agree|record|notice|log\\b|policy|assessment|training|backups?|agreements?|consent|safeguards?|authority|vendors?|written? down|recorded?|documented?|logged|noted|kept|trained|asked|informed|tested|encrypted|deleted)'

/** Advice against what the law asks for. Exemptions are the rules' to state, not the model's. */
export const harmfulAdvice = without([
  {
    said: pattern(
      `\\b(?:need not|needn['’]t|do(?:es)? not (?:need|have) to|don['’]t (?:need|have) to|(?:is|are) not (?:obliged|required|bound) to|there is no need (?:to|for)|no need to|(?:is|are) under no (?:duty|obligation) to|(?:can|may|could) (?:\\w+ )?(?:do without|dispense with|skip|ignore|neglect|forget about|put off|postpone|leave out|go without|be skipped|be ignored|be postponed|be left))\\b.{0,40}\\b${duty}`,
    ),
    unless: condition,
    instead: 'excuse the firm from nothing',
  },
  {
    said: pattern(
      `\\b${duty}[\\w ,]{0,40}\\b(?:(?:can|may|could) (?:\\w+ )?be (?:skipped|ignored|postponed|dropped|omitted|forgotten|left (?:out|aside))|(?:is|are) (?:\\w+ )?(?:unnecessary|superfluous|pointless|optional|voluntary|a waste|overkill|a formality|not (?:necessary|needed|required|urgent|mandatory)|only (?:needed|necessary|required)|(?:needed|necessary|required) only|for large))\\b|\\b(?:is|are|be) exempt(?:ed)? from\\b|\\b(?:can|may) (?:safely |easily |well )?wait\\b`,
    ),
    unless: /\b(?:if|unless|where|whether|until|data|cannot|no longer)\b/i,
    instead: 'excuse the firm from nothing',
  },
  {
    said: /\b(?:let|allow|lend|hand)\b.{0,40}\b(?:log-?ins?|passwords?|PIN)\b|\b(?:shar(?:e|es|ing)|reus(?:e|es|ing)|us(?:e|es|ing)) (?:one|your|the same|a single|a common|the owner['’]s) (?:\w+ )?(?:log-?ins?|password|PIN)\b|\b(?:one|the same|a|an|every) (?:\w+ )?(?:log-?in|password) (?:for (?:\w+ ){1,3})?(?:is (?:enough|fine|sufficient)|will do|suffices)|\b(?:one|the same|a common|a single|a shared) (?:log-?in|password|account) for (?:all|every)\b|\bpasswords? (?:on|under|next to|beside) (?:a|the|your)\b/i,
    unless:
      /\b(?:nobody|no one|never|not|no|instead|stop|avoid|rather|whether|without|their own|ends?|changed?|resets?|may|might|could|guess\w*|stolen|strangers?)\b/i,
    instead: 'advise nothing that weakens security',
  },
  {
    said: /\b(?:assessment|notice|agreement|consent|record|training|safeguard|review|contract)s?\b.{0,30}\b(?:can|may|could) (?:also |still |just as well )?(?:be )?(?:\w+ )?(?:after(?:wards| you| the| it)?|later|follow|come later|at leisure|when(?:ever)? there is time)\b|\bit is enough (?:to|if|when|that)\b.{0,60}\b(?:ask|asks|afterwards|later|once|complains?)\b/i,
    unless: /\b(?:not|never|cannot|if it is|only)\b/i,
    instead: 'put off nothing that the law wants first',
  },
  {
    said: /(?:^|[,;:] )keep (?:everything|it all)\b|\b(?:slips?|mistakes?|incidents?|breach(?:es)?|steps?|tests?|vendors?|devices?|laptops?|telephones?|machines?|accounts?)\b.{0,60}\b(?:can|may|could) (?:\w+ )?(?:be left|stay|remain) (?:out|open|aside|unsigned|unencrypted|as (?:it|they) (?:is|are|was|were))\b|\b(?:shares?|uses?|has|have|with) (?:one|a single|a common|the same) (?:\w+ )?(?:account|log-?in|password) (?:together|between|among|for (?:all|everybody|everyone))\b|\b(?:account|log-?in|password) together\b|\b(?:real|live|true) (?:data|names|records)\b.{0,40}\b(?:is|are) (?:fine|ok|okay|allowed|acceptable|harmless|no problem|good enough)\b|\b(?:freelancers|trainees|temps|apprentices|part-timers|helpers|applicants|children|staff|they) (?:can|may) (?:safely |simply )?be (?:left out|forgotten|skipped|passed over)\b|\b(?:storage|space|disk space) (?:is|costs) (?:cheap|free|nothing|little)\b/i,
    instead: 'advise nothing that the law forbids',
  },
  {
    said: /\bas long as (?:you|it|the firm) (?:likes?|wants?|wish(?:es)?|pleases?)\b/i,
    unlessBefore: /\b(?:not|never|nobody|nothing|cannot)\b/i,
    instead: 'advise nothing that the law forbids',
  },
  {
    said: /\bwithout (?:telling|asking|informing) (?:anyone|anybody|them|the (?:people|customers|staff|person|authority))\b|\b(?:in secret|secretly|cover(?:ing)? (?:it |this )?up|back-?date|pre-?ticked|keep (?:it|this|the \w+) (?:quiet|secret|to yourself)|(?:nobody|no one) (?:will|would|needs to) (?:ever )?(?:notice|know|find out|ask|check)|do not (?:spend|waste|bother)|don['’]t bother|it is enough to (?:inform|tell|ask|answer|wait)|for ever|forever|indefinitely|just in case|(?:logs?|entr(?:y|ies)|traces?|records?|evidence|files?) (?:\w+ )?(?:should|must|can|may|is to|are to) be (?:cleared|wiped|removed|destroyed|deleted) (?:so that|before)|so that (?:nobody|no one) (?:asks|finds|sees|notices|learns)|(?:nobody|no one) (?:checks|asks|controls|looks at|reads) (?:it|this|them|that) anyway)\b/i,
    unless: /\bno reason\b/i,
    unlessBefore:
      /\b(?:not|never|nobody|none|nothing|no|why|if|may|might|could|instead|should|without|risk|rather|less|stop|lets)\b/i,
    instead: 'advise nothing that the law forbids',
  },
])
