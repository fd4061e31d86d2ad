import type { Unwanted } from '../../../pack/unwanted.ts'
import type { GdprView } from '../view-schema.ts'

/** What a view says of the firm by yes or no, with the words that deny and those that invent it. */
interface Flag {
  readonly holds: (view: GdprView) => boolean
  readonly denied?: RegExp
  readonly invented?: RegExp
  readonly what: string
}

const sensitive =
  '(?:special(?:ly)?(?: categor(?:y|ies)(?: of)?| protected)?(?: personal)? (?:data|details|information)|sensitive (?:data|details|information)|(?:health|medical) (?:data|details|information|records)|(?:data|details|information) (?:on|about|concerning) health)'

const conditional =
  /\b(?:if|unless|whether|could|might|may|should|would|must|instead|other than|apart from|besides|beyond|than|until|find out|check|yet|known|ask|expect\w*)\b/i
const notSo =
  /\b(?:not|no|never|nor|neither|nobody|none|without|if|unless|whether|could|might|may|should|would|must|until|find out|instead|once)\b/i

const flags: readonly Flag[] = [
  {
    holds: ({ special }) => special.length > 0,
    denied: new RegExp(
      `\\b(?:nothing|no \\w+) (?:\\w+ ){0,3}sensitive\\b|\\b(?:health|allerg\\w+|illness\\w*|beliefs?|convictions?|biometric)\\b.{0,40}\\b(?:ordinary|normal|harmless|like any other|(?:needs?|calls? for|deserves?) no (?:special|particular|extra|more))\\b|\\b(?:no|without|neither|nor|never|do(?:es)? not|are not|is not|not)\\b.{0,30}\\b${sensitive}|${sensitive} (?:is|are) (?:not|never|neither) (?:\\w+ ){0,2}(?:used|collected|kept|stored|held|processed|involved|recorded|needed|affected)`,
      'i',
    ),
    what: 'specially protected data',
  },
  {
    holds: ({ children }) => children,
    denied:
      /\b(?:all|only|exclusively|solely|just)\b.{0,30}\b(?:adults?|grown-ups|of age|over 18|aged 18)\b|\b(?:adults?|grown-ups) (?:only|exclusively|alone)\b|\b(?:no|without any|never) (?:\w+ )?(?:children|minors|under-age)|\b(?:not|never|none) .{0,30}\b(?:children|minors|persons? under 18)\b/i,
    invented: /\b(?:children|minors|under-age (?:persons|people)|persons? under (?:18|16))\b/i,
    what: 'data of children',
  },
  {
    holds: ({ abroad }) => abroad.length > 0,
    denied:
      /\b(?:no (?:personal )?(?:data|information|details)|nothing|never|(?:do(?:es)?|is|are|will) not)\b.{0,40}\b(?:abroad|(?:leave|leaves|left|leaving) (?:the )?(?:country|EU|EEA|UK|Union|United Kingdom|Europe|European)|outside (?:the )?(?:EU|EEA|UK|Europe|country)|third countr)|\b(?:data|information|details|everything|all)\b.{0,30}\b(?:stays?|remains?|kept|stored|held) (?:only |solely |exclusively |entirely )?(?:in|within|inside) (?:the )?(?:country|EU|EEA|UK|United Kingdom|Europe|European|Union)\b/i,
    what: 'transfers abroad',
  },
  {
    holds: ({ monitoring }) => monitoring.length > 0,
    denied:
      /\b(?:no|without(?: any)?) (?:\w+ )?(?:monitoring|surveillance)\b|\b(?:do(?:es)? not|never|is not|are not|nobody) (?:\w+ )?(?:monitor|watch|survey|observe)(?:s|ed|ing)?\b.{0,30}\b(?:staff|you|employees|work|anyone|anybody)|\b(?:staff|employees|you) (?:is|are) (?:not|never) (?:\w+ )?(?:monitored|watched|observed)/i,
    what: 'monitoring of staff',
  },
  {
    holds: ({ dpo }) => dpo !== '',
    denied: /\b(?:no|without an?|not (?:appointed|named) an?) (?:data protection officer|DPO)\b/i,
    what: 'a data protection officer',
  },
  {
    holds: ({ dpo, dpoDue }) => dpo !== '' || dpoDue,
    invented: /\b(?:the|our|its|your) (?:\w+ )?(?:data protection officer|DPO)\b/i,
    what: 'a data protection officer',
  },
]

/** Of staff whom nobody monitors. */
const watched: Unwanted = {
  at: 'monitoring',
  said: /\b(?:is|are|gets?) (?:\w+ )?(?:recorded|filmed|logged|read|measured|tracked|monitored|watched|listened to|counted)\b|\b(?:we|managers?|supervisors?) (?:\w+ )?(?:record|film|log|read|measure|track|monitor|watch|check|listen)s?\b/i,
  unless: notSo,
  instead: 'no monitoring was given; say that there is none',
}

/** Nobody is told that there is none of what the answers say that there is. */
export function deniedFlags(view: GdprView): Unwanted[] {
  const denials = flags.flatMap(({ holds, denied, what }) =>
    denied && holds(view)
      ? [{ said: denied, unless: conditional, instead: `${what} were given; deny them nowhere` }]
      : [],
  )
  return [...denials, ...view.monitoring.map(deniedWay)]
}

/** Words in the name of a way that fit the others, too. */
const ofAnyWay: ReadonlySet<string> = new Set('recording working workplace system'.split(' '))

/** Of one way of monitoring, that it does not take place. */
function deniedWay({ way }: GdprView['monitoring'][number]): Unwanted {
  const own = (way.match(/\p{L}{5,}/gu) ?? []).filter((word) => !ofAnyWay.has(word))
  const words = own.join('|')
  return {
    at: 'monitoring',
    said: new RegExp(
      `\\b(?:${words})\\b.{0,60}\\b(?:is|are) (?:not|never) (?:\\w+ )?(?:recorded|logged|tracked|monitored|followed|located|watched|noted|stored|used)\\b|\\b(?:do(?:es)? not|never|no) (?:\\w+ ){0,2}(?:${words})\\b`,
      'i',
    ),
    unless: /\b(?:for|other|otherwise|beyond|except|than|unless|to)\b/i,
    instead: `${way} was given; do not say that there is none`,
  }
}

/** Nor that there is what the answers know nothing of. */
export function inventedFlags(view: GdprView): Unwanted[] {
  const unheld = flags.flatMap(({ holds, invented, what }) =>
    invented && !holds(view)
      ? [{ said: invented, unless: notSo, instead: `${what} were not given` }]
      : [],
  )
  return view.monitoring.length > 0 ? unheld : [...unheld, watched]
}
