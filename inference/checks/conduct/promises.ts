import { pattern, without } from '../reading/unwanted.ts'

const who =
  '(?:we|you|they|nobody|no one|the (?:firm|owner|practice|company|business|management)|\\[\\[COMPANY\\]\\])'
const instead = 'state what is done and promise nothing beyond what was given'

/** Commitments beyond the facts: a notice binds the firm, and a policy is read by its authority. */
export const promises = without([
  {
    said: pattern(
      `\\b${who}(?: \\w+){0,2} (?:guarantees?|promises?|assures?|warrants?|pledges?|vows?|undertakes? to)\\b|\\b(?:is|are|be) guaranteed\\b|\\b(?:our|my) word\\b|\\byou (?:will|shall|can) never\\b|\\bat (?:our|its) own (?:cost|expense)\\b|\\bgive (?:you )?(?:our|a) (?:word|promise|guarantee)\\b|\\brest assured\\b|\\byou (?:can|may) (?:be (?:sure|certain|confident)|trust|rely|count|depend)\\b`,
    ),
    instead,
  },
  {
    said: pattern(
      `\\b${who} (?:will |shall |would )?(?:never|under no circumstances|at no time) (?:ever )?(?:share|sell|pass|disclose|give|hand|lend|lose|leak|misuse|use|show|reveal|transfer|forward|tell|publish)\\b|\\b${who} (?:will|shall) (?:never|always)\\b|\\bunder no circumstances\\b|\\b(?:nobody|no one) (?:but|except|other than|besides|outside) (?:us|we|(?:the|our) (?:firm|office|practice|company|team|walls|shop|house)|\\[\\[COMPANY\\]\\])(?: \\w+){0,2} (?:ever |will |can |could |gets? |sees? |learns? |reads? |knows? )|\\b(?:data|details|information|files?)\\b.{0,40}\\b(?:will|shall|can) never (?:be )?(?:shared|sold|passed|disclosed|given|lost|leaked|misused|stolen|read|leave)\\b|\\b(?:nobody|no one|none|nothing|no \\w+)\\b.{0,40}\\b(?:will|shall|can|could) ever\\b`,
    ),
    instead,
  },
  {
    said: pattern(
      '\\b(?:completely|absolutely|entirely|totally|perfectly|fully|always|100 ?%|a hundred per cent) (?:safe|secure|confidential|protected|anonymous|private)\\b|\\b(?:absolutely|completely|entirely) no (?:risk|danger)|\\bno (?:risk|danger) (?:at all|whatsoever|to (?:you|your))|\\b(?:safe|secure|in good hands) with us\\b|\\bnothing (?:can|will|could) (?:ever )?(?:happen|go wrong|get lost|be lost)\\b|\\b(?:data|details|information|files?|fingerprints?|records?|papers?|notes?|pictures?) (?:can(?:not| never)|will never|can ?not) (?:ever )?(?:be (?:hacked|stolen|leaked|misused|lost|copied)|(?:fall|get|come|pass) into|leak|leave|get lost|reach|go astray)\\b|\\b(?:is|are|stays?|remains?) (?:always |for ever )?(?:out of (?:\\S+ )?reach|beyond (?:the )?reach|safe from)\\b',
    ),
    unless: /\b(?:not|never|nothing is|if)\b/i,
    instead,
  },
  {
    said: pattern(
      '\\b(?:will|shall|we|firm)\\b.{0,40}\\b(?:compensates?|reimburses?|pays? (?:you |them |the person )?(?:damages|for (?:any|all|the) (?:loss|damage|harm))|make (?:it )?good|accepts? (?:full |all )?liability|take(?:s)? full responsibility)\\b',
    ),
    unless: /\b(?:may|might|could|whether)\b/i,
    instead,
  },
  {
    said: pattern(
      `\\b(?:we|us|you will)\\b.{0,20}\\b(?:answer|repl|respon|react|hear from us|inform|notif|help|delet|correct|eras).{0,60}\\b(?:(?:on )?the same day|(?:on|by|within) the (?:very )?(?:next|same) (?:working |business )?day|on the day (?:on which )?|by return|within the hour|immediately|instantly|around the clock|day and night|24/7|within minutes|straight away|on the spot)|\\b(?:answered|deleted|corrected|replied to|dealt with) (?:\\w+ ){0,3}(?:the same day|immediately|instantly|within minutes|on the spot)|\\byou (?:will|shall|can expect to) (?:hear|receive|get|have|be (?:told|answered|contacted|informed))\\b.{0,40}\\b(?:before|by|within|until|on|the same) (?:the |that )?(?:\\w+ )?(?:day|evening|morning|noon|night|hour|week|weekend|service|closing)`,
    ),
    instead: 'name no time that was not given',
  },
  {
    said: pattern(
      '\\b(?:outside|external|independent|third-party|specialist|outsourced) (?:\\w+ )?(?:firm|company|body|experts?|auditors?|reviewers?|accountants?|specialists?|testers?|consultants?|agency|provider|laboratory)\\b.{0,40}\\b(?:tests?|audits?|checks?|reviews?|monitors?|inspects?|scans?|watch(?:es)?|examines?|confirms?|certif\\w+|verif\\w+|attests?|approves?)\\b|\\b(?:monitored|watched|guarded|protected|supervised) (?:around the clock|day and night|24/7|by an? (?:\\w+ )?(?:firm|company|service))\\b|\\b(?:penetration|pen)[- ]test(?:s|ed|ing)?\\b|\\b(?:vulnerability|security) (?:scans?|audits?)\\b|\\b(?:tested|audited|monitored|checked|reviewed) by (?:an? )?(?:outside|external|independent|specialist)\\b',
    ),
    unless: /\b(?:whether|if|should|could|might|consider|not|no)\b/i,
    instead: 'name no measure that was not given',
  },
])
