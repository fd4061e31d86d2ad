import type { Unwanted } from '../../../pack/unwanted.ts'
import type { Activity } from '../rules/activity-rows.ts'

/** A basis of Art. 6(1), by the words with which texts say it without its name. */
interface Ground {
  /** What the activity's basis or condition says where it rests on this one. */
  readonly own: RegExp
  readonly said: RegExp
  readonly unless?: RegExp
}

const ofLaw = '(?:laws?|statutes?|legislation|regulations?)'

/** What was agreed, what should be, and what is passed on when somebody asks say nothing of a basis. */
const settled =
  /\bshould\b|\bunless .{0,30}\bagrees?\b|\b(?:what|as|that|which|everything|time|date|price|terms) (?:(?:was|were|is|has|had|have|been|we|they|both|you) ){0,3}agreed\b|\b(?:with|by) (?:your|their) (?:permission|agreement|approval),? (?:we|the \w+|it) (?:\w+ )?(?:writes?|sends?|passes|pass|tells?|talks?|speaks?|informs?|shares?|contacts?|asks?|calls?)\b/i

/** Who could consent. */
const people =
  '(?:you|they|who|whoever|people|persons?|customers?|clients?|patients?|members?|guests?|visitors?|applicants?|subscribers?|tenants?|parents?|pupils?|staff|employees?)'

const grounds: readonly Ground[] = [
  {
    own: /consent/i,
    said: new RegExp(
      `\\b(?:consent(?:s|ed|ing)?|agree(?:s|d|ing)? to|${people} (?:(?:have|has|had|both|all) ){0,2}(?:agreed?|agrees)(?= (?:that|in|by|before|at)\\b|[.,;:)]|$)|(?:says?|said) yes|tick(?:s|ed)? (?:a|the|this|that) box(?:es)?|${people} (?:(?:have|has|had) )?(?:allow(?:s|ed)?|permit(?:s|ted)?|authoris(?:es?|ed)) (?:us|this|it|the firm)|permission|(?:your|their|his|her|the \\w+['’]s|explicit|express|prior|written) (?:agreement|approval)|agreement to (?:this|it|the use)|accept(?:s|ed|ing)? (?:it|this|that|the|our|to be|being)|approves? of|(?:approves?|approved)(?=[.,;:)]|$)|(?:nothing|anything) against|content with|voluntar(?:y|ily)|willing(?:ly)?|of (?:your|their) own (?:free )?(?:will|accord)|opt(?:s|ed)?[- ]in)\\b`,
      'i',
    ),
    unless: settled,
  },
  {
    own: /contract/i,
    said: /\b(?:under|covered by|governed by|because of|based on|to (?:perform|fulfil|honour)) (?:the|our|your|their) (?:\w+ )?contract\b|\bcontracts? .{0,30}\b(?:requires?|demands?|allows?|permits?|covers?|obliges?|provides? for|entitles?|says so)\b|\bcontractual(?:ly)?\b/i,
  },
  {
    own: /obligation|employment law/i,
    said: new RegExp(
      `\\b(?:required?|prescribed|obliged|demanded|ordered|imposed|mandated|stipulated|laid down|provided for|compelled|bound|forced) (?:\\w+ ){0,2}(?:by|under|in) (?:\\w+ ){0,2}${ofLaw}\\b|\\b${ofLaw} (?:\\w+ )?(?:obliges?|requires?|demands?|prescribes?|orders?|compels?|forces?|imposes?|asks? us|wants? us|makes? us|leaves? us)\\b|\\blegally (?:required|obliged|bound|prescribed|mandatory)\\b|\\b(?:statutory|legal) (?:duty|duties|obligations?|requirements?)\\b|\\b(?:by|in) law\\b|\\bobliges? (?:us|the firm) to\\b|\\b(?:compulsory|mandatory)\\b`,
      'i',
    ),
    unless: /\b(?:only|where|as far as|if|unless|should|some)\b/i,
  },
  {
    own: /interest/i,
    said: /\binterest of (?:our|its) own\b|\b(?:legitimate|overriding|own|our|its|business|commercial|the \w+['’]s) (?:\w+ )?interests?\b/i,
  },
  {
    own: /(?!)/,
    said: /\bvital interests?\b|\b(?:public|general|common) (?:task|interest|good)\b|\bto (?:save|protect) (?:\w+ )?(?:life|lives)\b/i,
  },
]

/** An activity rests on its own basis and on no other, however a text says so. */
export function otherGrounds({ basis, condition }: Activity): Unwanted[] {
  return grounds
    .filter(({ own }) => !own.test(`${basis} ${condition}`))
    .map(({ said, unless }) => ({
      ...{ said, ...(unless && { unless }) },
      unlessBefore: /\b(?:not|never|nor|neither)\b/i,
      instead: 'it does not rest on that; say nothing of the basis but what you are given',
    }))
}
