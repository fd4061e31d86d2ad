import type { Check } from '../reading/draft.ts'

/** A thing that a text may only speak of where the firm's answers do, by all words for it. */
interface Concept {
  readonly words: RegExp
  /** Words of the answers that cover it besides these. */
  readonly given?: RegExp
}

const of = (words: string, given?: string): Concept => ({
  words: new RegExp(`\\b(?:${words})\\b`, 'i'),
  ...(given ? { given: new RegExp(`\\b(?:${given})\\b`, 'i') } : {}),
})

/** Kinds of data that say much of a person, or prove who they are. */
const data: readonly Concept[] = [
  of(
    'passports?|identity (?:cards?|papers?|documents?)|ID cards?|driving licen[cs]es?|copies of (?:their |your )?ID',
  ),
  of(
    '(?:national insurance|social security|tax(?:payer)?|identification|identity) numbers?',
    'pay details',
  ),
  of('dates? of birth|birth ?dates?|birthdays?|place of birth|born'),
  of(
    'blood pressure|blood groups?|heart rates?|pulse|body (?:weight|fat|height)|(?:your|their) (?:weight|height)|BMI',
  ),
  of(
    'diagnos[ei]s|medical (?:records?|history|data|files?|conditions?)|(?:data|details|information|notes) (?:on|about|of) (?:\\w+ )?health|health (?:data|details|records?|notes)|allerg(?:y|ies)|medications?|vaccinations?',
    'health',
  ),
  of('genetic|DNA'),
  of(
    'biometric|fingerprints?|face (?:recognition|scans?)|facial (?:recognition|scans?|images?)|iris scans?|voice ?prints?',
  ),
  of('religio\\w+|denominations?|church tax|confession'),
  of('ethnic\\w*|racial|skin colou?r|nationalit(?:y|ies)|citizenship|immigration status', 'ethnic'),
  of('political (?:opinions?|views?|party|affiliations?)'),
  of('trade unions?|union membership|membership (?:of|in) (?:a|the) union', 'union'),
  of('sexual\\w*|sex life'),
  of('criminal (?:records?|convictions?|history)|police checks?|convictions', 'criminal'),
  of('GPS|location data|movement profiles?|whereabouts', 'location|vehicles'),
  of(
    'credit (?:scores?|ratings?|checks?|history|worthiness)|creditworthiness|debts|financial situation|(?:household|monthly|yearly) incomes?|by income',
    'credit|scoring',
  ),
  of('social (?:media|networks?)(?: profiles?| accounts?)?', 'social'),
  of('marital status|family status|hobbies|pregnan\\w+'),
]

/** Uses that a person would want to know of. */
const uses: readonly Concept[] = [
  of(
    '(?:uses?|using|used by|with the help of|through|by means of|have|has|lets?) (?:\\w+ ){0,2}(?:artificial intelligence|AI|machine learning|algorithms?|chat ?bots?)',
    'AI|assistants?',
  ),
  of(
    'profiling|profiles of|(?:work|figure) out .{0,40}\\bhow|(?:score|rate|rank|grade|predict|infer)s? (?:you|your|customers|clients|people|members|them|their|how)|segment\\w* (?:you|customers)',
    'scoring|rating',
  ),
  of(
    'automated (?:\\w+ )?decisions?|decides? automatically|decided (?:automatically|by (?:a )?(?:computer|software|machine))',
  ),
  of(
    '(?:spends?|earns?|buys?|pays?|orders?|worth) (?:the )?(?:most|least|more than others)|most (?:valuable|profitable|loyal) (?:customers|guests|clients|members|people)|best (?:customers|guests|clients)',
  ),
  of(
    'price accordingly|(?:personal(?:ised|ized)?|individual|dynamic) pric\\w+|(?:set|adjust|adapt)s? (?:your|their|the) prices?',
  ),
  of(
    '(?:sell|sells|sold|rent out|rents out|rents?|lends?|swaps?|exchanges?) .{0,30}\\b(?:data|details|address(?:es)?|information|names?|lists?)|(?:data|details|address(?:es)?|information|names?|lists?) (?:\\w+ )?(?:is|are) (?:\\w+ )?(?:sold|rented|lent|swapped|traded|exchanged|licensed)|data brokers?|address (?:dealers?|brokers?)',
  ),
  of(
    '(?:which|what|other|show|see|sees|of) (?:\\w+ )?(?:adverts?|ads|advertis(?:ing|ements?))|(?:targeted|personal(?:ised|ized)|behaviou?ral) (?:adverts?|ads|advertising|advertisements|marketing|offers)|retargeting|(?:show|send)s? you (?:\\w+ )?(?:adverts?\\w*|ads)|advertising partners|marketing partners|advertis(?:e|ing) to (?:you|them)',
    'advertising',
  ),
  of(
    '(?:find|finds|finding|work|works|figure|figures) out (?:\\w+ ){0,2}(?:who|which (?:company|person|firm)|what) .{0,40}\\b(?:visitor|visits?|visited|works? for|is behind|earns?)|sales (?:team|staff|people) (?:uses?|calls?|contacts?|gets?|receives?)',
    'sales staff',
  ),
  of(
    '(?:sister|partner|affiliated|group|associated) (?:companies|firms|businesses)|affiliates|sponsors',
    'group',
  ),
  of(
    'track(?:s|ed|ing)? (?:you|your|them|their|each|every|individual)|follows? (?:you|them) across',
    'location|pixels',
  ),
  of('(?:train|improve)s? (?:our |the |a |its )?(?:\\w+ )?models?'),
  of(
    '(?:record|listen to|listens to|records|recorded) .{0,20}\\b(?:telephone|phone)? ?calls',
    'recording of telephone calls|calls',
  ),
]

/** People and offices that a small firm may not have. */
const roles: readonly Concept[] = [
  of(
    "(?:our|its|the firm['’]s|the company['’]s) (?:\\w+ )?(?:data protection officer|DPO|(?:privacy|data protection) (?:officer|manager|team|department)|compliance (?:officer|team|manager|department)|legal (?:team|department|counsel)|security (?:team|officer)|IT department|call centre|works council)",
    'officer',
  ),
  of(
    'chief (?:\\w+ ){1,2}officer|CISO|board of directors|supervisory board|(?:compliance|privacy|security) (?:officer|team|department|lead)|legal (?:department|team)|steering committee|audit committee',
    'officer|board|committee',
  ),
]

/** What would vouch for the firm, and laws of elsewhere. */
const claims: readonly Concept[] = [
  of('certificates?'),
  of('federal (?:laws?|level|rules|agenc\\w+)|equal[- ]opportunit\\w+|at[- ]will|class actions?'),
]

/** Words by which one knows another trade than the firm's. */
const trades: readonly Concept[] = [
  of(
    'hotels?|night porters?|hotel guests?|bed and breakfast|overnight (?:stays?|guests?)',
    'hotels?|guests?|rooms?',
  ),
  of(
    'pupils?|schools?|head ?teachers?|class lists?|classrooms?|kindergartens?|nurser(?:y|ies)',
    'pupils?|schools?|tutor\\w*|teach\\w*|lessons?|classes',
  ),
  of('dentists?|dental|orthodont\\w+'),
  of(
    "patients?|clinics?|hospitals?|wards|surger(?:y|ies)|(?:medical|doctor['’]s) practice|nurses?|pharmac(?:y|ies)|prescriptions",
    'patients?|therap\\w*|treat\\w*|pain|physio\\w*|medical|doctor\\w*|clinic\\w*|health care',
  ),
  of(
    'restaurants?|diners|waiters?|waitresses|menus?',
    'restaurants?|taverna|meals?|caf[eé]s?|food|cater\\w*|guests?',
  ),
  of('tenants?|landlords?|lettings?', 'tenan\\w*|landlords?|let(?:s|tings?)?|propert(?:y|ies)'),
  of('passengers|flights?|airlines?|travel agenc(?:y|ies)'),
  of('law firms?|litigation|courtrooms?'),
  of('parishioners|congregations?|worshippers|parish', 'church\\w*|parish\\w*|relig\\w*|faith\\w*'),
  of('donors?|donations?', 'dona\\w*|donors?|charit\\w*|gifts?|support\\w*'),
  of(
    'hairdress\\w+|beauty (?:salons?|treatments?)|stylists?|hair clients|hair ?cuts?|(?:your|the) hair',
    'hair\\w*|beauty',
  ),
  of('policyholders|insured persons|insurance (?:policies|brokers?)'),
  of('bank branch(?:es)?|account holders|mortgages?'),
  of('gyms?|personal train(?:ing|ers?)|work-?outs', 'gyms?|fitness|train\\w*|sports?'),
  of(
    'car (?:repairs?|dealers?)|garages? customers|test drives?|(?:repairs?|sells?|services|rents?) (?:cars|vehicles|bicycles|vans|lorries)|tyres|bodywork|mechanics?',
    'cars?|vehicles?|garages?|bicycles?|mechanic\\w*|machine\\w*',
  ),
  of('vets?|veterinar\\w+|pets?|puppies|kennels?', 'vets?|veterinar\\w+|animals?|pets?|dogs?'),
  of('farms?|farmers?|livestock|harvests?|crops', 'farm\\w*|agricultur\\w*|food|animals?'),
  of(
    'wedding(?:s| couples?| planners?)|brides?|bridegrooms?',
    'wedding\\w*|events?|photograph\\w*|cakes?',
  ),
  of(
    'florists?|bouquets?|undertakers?|funerals?|mourners',
    'flor\\w*|flowers?|funeral\\w*|undertak\\w*',
  ),
]

/** Before the words: a plan, a wish, a denial. */
const notSo =
  /\b(?:not|never|no|nor|neither|nobody|none|without|cannot|avoid\w*|instead|rather|unnecessary|should|would|could|might|may|whether|if|need not|leave out|do without|beyond|than|unless|excessive|suppose\w*|imagine)\b|n['’]t\b/i
/** After them. */
const denied = /^.{0,40}\b(?:not|never|no|unnecessary|superfluous)\b/i

interface Group {
  readonly concepts: readonly Concept[]
  readonly what: string
  /** Refused even where the text says that it is not so. */
  readonly always?: true
}

const groups: readonly Group[] = [
  { concepts: data, what: 'data of that kind were not given' },
  { concepts: uses, what: 'no such use was given' },
  { concepts: roles, what: 'the firm named nobody of the kind' },
  { concepts: claims, what: 'nothing of the kind was given' },
  { concepts: trades, what: 'that is another trade; write of this firm', always: true },
]

/** Data, uses, offices and trades that are not the firm's. */
export const invented: Check = ({ texts, answers }) =>
  texts.flatMap(({ path, text, sentences }) => {
    const spokenOf = groups.map((group) => strangeIn(text, group, answers))
    return sentences().flatMap((sentence) =>
      spokenOf.flatMap(({ what, ...group }) =>
        said(sentence, group).map((word) => `${path}: leave out "${word}"; ${what}`),
      ),
    )
  })

/** Of a group what a text speaks of, and the answers do not. */
function strangeIn(text: string, { concepts, ...group }: Group, answers: string): Group {
  const isStrange = ({ words, given }: Concept) =>
    words.test(text) && !words.test(answers) && !given?.test(answers)
  return { ...group, concepts: concepts.filter(isStrange) }
}

function said(sentence: string, { concepts, always }: Omit<Group, 'what'>): string[] {
  return concepts.flatMap(({ words }) => {
    const found = words.exec(sentence)
    if (found === null) return []
    const end = found.index + found[0].length
    const isDenied = notSo.test(sentence.slice(0, found.index)) || denied.test(sentence.slice(end))
    return isDenied && !always ? [] : [found[0]]
  })
}
