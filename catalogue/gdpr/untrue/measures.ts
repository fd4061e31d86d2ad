import type { Unwanted } from '../../../pack/unwanted.ts'
import type { GdprView } from '../view-schema.ts'

/** How texts name a measure, and how they say that it is done. */
interface Wording {
  readonly named: string
  /** Sentences of their own that claim it, besides "… is in place". */
  readonly claimed: string
}

const everybody =
  '(?:everybody|everyone|staff|(?:all|the|its|your|every|each) (?:\\w+ )?(?:staff|\\w+s|person|employee))'

const wordings: Readonly<Record<string, Wording>> = {
  mfa: {
    named:
      '(?:multi|two)-?(?:factor|step) (?:authentication|verification)|(?:a )?second factor|2FA|MFA|signing in|sign-in',
    claimed:
      '(?:accounts?|mailbox(?:es)?|e-?mail|365|log-?ins?)\\b.{0,30}\\b(?:asks?|requires?|demands?|needs?) (?:for )?a second factor',
  },
  encryption: {
    named:
      '(?:the )?encryption(?: of (?:the )?(?:laptops|devices|telephones|disks)[\\w ]{0,20})?|devices',
    claimed:
      '(?:laptops?|telephones?|phones?|devices?|computers?|disks?|tablets?)(?: and \\w+)? (?:are|is|was|were|has been|have(?: all)? been) (?:all |fully |now |already )?encrypted',
  },
  backups: {
    named: '(?:the |its |your )?(?:tested )?back-?ups?',
    claimed:
      'back-?ups (?:is|are) (?:made|taken|run|done|kept|stored|tested)|(?:is|are) (?:all )?(?:backed up|copied)\\b.{0,20}\\b(?:every|each|daily|nightly|regularly)|restoring is (?:tried|tested)',
  },
  access: {
    named: '(?:the )?(?:limited )?access(?: rights| control| limits)?',
    claimed:
      'access (?:to (?:the )?\\w+ )?(?:is|has been) (?:already |strictly |well )?(?:limited|restricted)|(?:reach(?:es)?|sees?) only what',
  },
  training: {
    named: '(?:the |staff |yearly |regular )?training(?: of (?:the )?staff)?',
    claimed: `${everybody} (?:is|are|was|were|has been|have been|have all been) (?:all |already |fully |regularly |well |properly |now )*(?:trained|instructed|schooled)`,
  },
  contracts: {
    named:
      '(?:the )?(?:data processing |processing |vendor )?agreements?(?: with (?:all |each |every |the |its |your )*(?:vendors?|suppliers?|processors?))?|vendors',
    claimed:
      '(?:has|have|with) (?:signed |concluded |data processing |valid )*(?:agreements?|contracts?) (?:in place )?with (?:all|each|every|its|your|the|both) (?:of )?(?:its |your |the )?(?:vendors?|processors?|suppliers?)|(?:every|each|all) (?:the )?(?:vendors?|processors?|suppliers?) (?:is|are|has|have) (?:bound|signed|under)',
  },
  retention: {
    named: '(?:regular )?deletion(?: according to the schedule| when the time is up)?',
    claimed:
      '(?:is|are) (?:regularly |always |automatically |reliably )(?:deleted|erased|removed)|(?:deleted|erased) every (?:three|3|six|month|quarter|week|year)',
  },
}

const done =
  '(?:is|are|was|were|has been|have been) (?:(?!not|never|neither)\\w+ )?(?:in place|in force|active|switched on|turned on|introduced|implemented|established|set up|done|complete|completed|secured|signed|on file|tested)'
const lacking =
  '(?:(?:has|have) (?:not|never) (?:yet )?been (?:introduced|switched on|set up|signed|agreed|tested|limited|encrypted|trained|tried|done)|(?:is|are) (?:still |also |both |all |currently )?(?:missing|lacking|absent|outstanding|not (?:yet )?(?:\\w+ )?(?:in place|active|switched on|introduced|done|signed|on file|tested|limited|encrypted|trained|known)))'

/** Before a claim: it is to come, not known, or not so. */
const open =
  /\b(?:until|unless|if|once|when|whether|will|going to|plans?|planned|wants?|aims?|goal|should|would|could|may|might|must|needs? to|has to|have to|unknown|unclear|as soon as|so that|see that|before|not (?:yet )?known)\b|\b(?:not|no|never|neither|nor|without|nobody|none|how far)\b[^,;:]{0,80}$/i
const conditional = /\b(?:if|unless|without .{0,40},|would|could|whether|once|might)\b/i

const claims = statements(claimed)
const misses = statements(missed)

/** Elsewhere what is deleted or copied is an activity's own. */
const ofMeasures: ReadonlySet<string> = new Set(
  'security-measures dpia-draft risk-plan briefing lia-balancing'.split(' '),
)

/** A measure is claimed only where the answers say that it is in place, and missed only where not. */
export function measureClaims({ measures }: GdprView, artefact: string): Unwanted[] {
  if (!ofMeasures.has(artefact)) return []
  const kept = measures.filter(({ inPlace }) => inPlace)
  const missing = measures.filter(({ inPlace }) => !inPlace)
  return [
    ...(artefact === 'security-measures' ? kept.map(deniedInItsText) : []),
    ...(artefact === 'security-measures'
      ? missing.flatMap((one) => [claimedInItsText(one), passedOver(one)])
      : []),
    ...measures.flatMap(({ id, inPlace }) => (inPlace ? misses : claims).get(id) ?? []),
  ]
}

function statements(of: (wording: Wording) => Unwanted): ReadonlyMap<string, Unwanted> {
  return new Map(Object.entries(wordings).map(([id, wording]) => [id, of(wording)]))
}

function claimed({ named, claimed: sentences }: Wording): Unwanted {
  const listed = '(?:,? (?:and|\\w+,)(?: (?!not|no|never|nor|missing)[\\w,-]+){0,8})?'
  return {
    said: new RegExp(`\\b(?:${named})${listed} ${done}\\b|\\b(?:${sentences})`, 'i'),
    unlessBefore: open,
    instead: 'that measure is not given as in place; say that it is still missing or unknown',
  }
}

function missed({ named }: Wording): Unwanted {
  const has = `(?:(?:has|have|is|are|with) (?:no|neither)|lacks?|do(?:es)? not have|there (?:is|are) (?:no|neither))`
  return {
    said: new RegExp(
      `\\b(?:${named}) ${lacking}|\\bno (?:${named}) (?:exists?|(?:is|are) (?:in place|on file|made|signed)|(?:has|have) been)|\\b${has} (?:any |a |an |\\w+ )?(?:${named})`,
      'i',
    ),
    unless: conditional,
    instead: 'that measure is given as in place; do not say that it is missing',
  }
}

/** In the policy each measure has a text of its own, which says how it stands. */
function deniedInItsText({ id }: GdprView['measures'][number]): Unwanted {
  return {
    at: `measures.${id}`,
    said: /\b(?:not (?:yet )?in place|not yet|is missing|are missing|(?:is|are) (?:going|planning|about) to|plans? to|will (?:introduce|switch|set up|start|begin|sign|obtain|encrypt|train)|not known|unknown|at present nobody|nobody (?:makes|does|knows|looks|tests|trains)|(?:wants?|hopes?) to (?:find|set|introduce|begin|start|switch)|so far (?:nobody|no one|none|hardly|only|few|not)|hardly (?:any|anybody|anyone|ever|a)|has not taken place|has (?:still|yet) to|have (?:still|yet) to|remains? to be|rarely|seldom|on paper only|only on paper)\b/i,
    instead: 'that measure is given as in place; say how it is carried out',
  }
}

/** What its text tells as done, or as a habit that there is. */
function claimedInItsText({ id }: GdprView['measures'][number]): Unwanted {
  return {
    at: `measures.${id}`,
    said: /\b(?:already|by now|for years|as a rule|regularly) (?:\w+ )?\w+(?:s|ed)\b|\b(?:has|have|had) (?:\w+ )?(?:switched|turned|introduced|implemented|set up|signed|concluded|encrypted|trained|limited|restricted|established|deleted|enabled|rolled out)\b|\b(?:protects?|secures?|guards?|safeguards?|covers?) (?:every|each|all|the|its)\b/i,
    unlessBefore: open,
    instead: 'that measure is not given as in place; say that it is missing or unknown',
  }
}

/** Nor may its text pass over that it is missing. */
function passedOver({ id }: GdprView['measures'][number]): Unwanted {
  return {
    at: `measures.${id}`,
    whole: true,
    said: /^(?!.*\b(?:not|n['’]t|no|nobody|none|nothing|neither|missing|lacking|unknown|unclear|open|whether|yet|going to|plans?|planned|intends?|will|wants?|to come|still)\b)/is,
    instead: 'that measure is not given as in place; say that it is missing or unknown',
  }
}
