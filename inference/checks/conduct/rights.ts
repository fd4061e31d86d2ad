import { pattern, without } from '../reading/unwanted.ts'

const people =
  '(?:you|customers?|clients?|patients?|members?|people|persons?|staff|employees?|applicants?|visitors?|tenants?|guests?|subscribers?|users?|pupils|parents|nobody|no one|those concerned|the person concerned|individuals?)'
const rights =
  '(?:object|complain|withdraw|access|see|ask for|ask us|request|demand|correct|rectify|delet|eras|restrict|opt out|unsubscribe|revoke|a copy|complaint)'
const instead = 'people keep the rights that the law gives them; deny none'

/** A right that the text denies or makes hard to use. */
export const deniedRights = without([
  {
    said: pattern(
      `\\b${people} (?:\\w+ )?(?:cannot|can ?not|can['’]t|can no longer|may not|may no longer|must not|(?:is|are) not (?:allowed|entitled|permitted|able)|(?:is|are) unable|(?:has|have) no (?:right|way|possibility|means)|do(?:es)? not have (?:the|a|any) right|los(?:e|es) the right)\\b.{0,30}\\b${rights}`,
    ),
    // Of an obligation nobody can opt out.
    unless: /\b(?:if|could|might|feel|fear|believe|think|because|law|legal|obliged|opt out of)\b/i,
    instead,
  },
  {
    said: pattern(
      `\\b(?:objections?|objecting|complaints?|complaining|withdrawal|withdrawing|access|erasure|deletion|corrections?|requests?|opting out|unsubscribing)\\b.{0,40}\\b(?:(?:is|are) (?:not|never|no longer) (?:granted|honoured|met|considered|dealt with|heard|looked at|possible|allowed|permitted|accepted|available|provided for|foreseen|an option|answered|handled)|(?:is|are) (?:excluded|ruled out|impossible|refused|ignored|rejected|pointless)|(?:cannot|can ?not|will not|may not) be (?:made|accepted|answered|granted|considered|lodged|raised))\\b`,
    ),
    unless: /\b(?:if|unless|manifestly|unfounded|excessive|could|might|risk)\b/i,
    instead,
  },
  {
    said: pattern(
      `\\b(?:waives?|gives? up|los(?:e|es)|forfeits?) (?:the|your|their|any|all|every) (?:\\w+ )?rights? (?:to|under|of)\\b|\\b(?:replaces?|overrides?|supersedes?|limits?|excludes?|sets? aside|cancels?) (?:your|their|the|all|any|every) (?:\\w+ )?rights?\\b|\\b(?:do(?:es)? not|never|will not|cannot|no longer) (?:\\w+ )?(?:accept|answer|consider|deal with|take|handle|allow|grant|process|respond to|hear) (?:\\w+ )?(?:complaints?|objections?|requests?|withdrawals?)\\b|\\b(?:deletion|erasure|access|correction|objection|withdrawal|copy|copies)\\b.{0,30}\\bout of the question\\b|\\byou have no say\\b|\\bit is (?:not|never|no longer) (?:possible|allowed|permitted) (?:for \\w+ )?to .{0,20}\\b${rights}|\\b(?:no|without (?:a|any|the)) (?:right|possibility|way|option|chance)s? (?:to|of) .{0,30}\\b${rights}`,
    ),
    unless: /\b(?:if|could|might|feel|risk)\b/i,
    instead,
  },
  {
    said: pattern(
      '\\bconsent (?:\\w+ )?(?:cannot|can ?not|may not|can never|can no longer) be (?:withdrawn|revoked|taken back|changed)|\\bconsent (?:\\w+ )?(?:stands|holds|binds|counts|lasts|applies) (?:for as long|as long|until|for)|\\bconsent (?:is|remains) (?:final|irrevocable|binding|permanent|assumed|presumed|implied)|\\b(?:by|through) \\w+ing\\b.{0,50}\\byou (?:agree|consent|accept)\\b',
    ),
    instead,
  },
  {
    said: pattern(
      '\\b(?:charges?|fee|payment|pays?|costs?)\\b.{0,40}\\b(?:request|copy of|access to|complaint|complain|objection)|\\b(?:request|copy of (?:your|their|the) data|access to (?:your|their) data|complaint|objection)s?\\b.{0,30}\\b(?:costs?|against payment|for a fee|only in writing|only by post|only in person)\\b',
    ),
    unless: /\b(?:no|free|without|excessive|unfounded|not|nothing)\b/i,
    instead,
  },
])
