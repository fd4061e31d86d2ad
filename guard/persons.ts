import type { IsCommon } from '../pack/identity.ts'
import { conditionIn } from './conditions.ts'
import { left, oneOf, right } from './patterns.ts'
import type { Found } from './suspicion.ts'

const particle = String.raw`(?:al|el|de|del|della|di|da|van|von|der|den|ter|zu|bin|ibn|Ní|Ó|\p{Lu}\.)`
const word = String.raw`(?:(?:al|el|O|Ó|Mac|Mc|Ni)[-' ]?)?\p{Lu}[\p{L}'-]+`

/** Words with capitals, as names are written. */
const capitals = new RegExp(
  `(?<![\\p{L}'-])${word}(?: (?:${particle}[ -])*${word}){1,3}(?![\\p{L}-])`,
  'gu',
)

const titles = oneOf(`
  Mr, Mrs, Ms, Miss, Mx, Dr, Prof, Professor, Frau, Herr, Herrn, Madame, Monsieur, Mme,
  Señora?, Signora?, Mevrouw, Meneer`)

/** Shoes, cakes and books. */
const titledThings = oneOf(`
  Martens?, Oetker, Kipling, Whippy, Beeton, Pepper, Who, Men, Women, Kellogg, Scholl, Brown, Bean,
  Muscle, Hauschka, Bronner, Seuss, Selfridge, Watson, Jekyll, Darcy`)

const titled = new RegExp(
  `${left}${titles}\\.? (?!${titledThings}${right})${word}(?: ${word})*`,
  'gu',
)

/** Whoever is called so belongs to the firm or works for it. */
const role = oneOf(`
  book-?keeper, accountant, cleaner, receptionist, secretary, manager, manageress, director, owner,
  co-?owner, founder, partner, wife, husband, son, daughter, mother, father, mum, dad, sister,
  brother, (?:mother|father|sister|brother|son|daughter)-in-law, uncle, aunt, cousin, nephew, niece,
  friend, neighbour, colleague, apprentice, trainee, intern, assistant, freelancer, contractor,
  technician, engineer, developer, consultant, advis[eo]r, lawyer, solicitor, trainer, teacher, nurse,
  carer, driver, chef, cook, waiter, foreman, supervisor, landlord, tenant, employee, worker,
  volunteer, trustee, boss, (?:sister|mother|brother|father) in law, techniker, steuerberater…, gestora?, księgow[aey], comptable, boekhouder`)

const leadsTo = oneOf(`
  ask for, speak to, contact, questions (?:about data )?(?:please )?to, goes? to, sent to, falls? to,
  belongs? to, paid to, rings?, founded by, run by, owned by, done by, made by, kept by, written by,
  by hand by, my name is, i am, access for, only for, boss:?, owner:?`)

const acts = oneOf(`
  handles, does, comes, takes, checks, looks, sees, keeps, decides, rings, calls, phones, works,
  manages, answers, writes, reads, sends, pays, signs, approves, helps, cleans, drives, left, started,
  joined, lives, has (?:access|keys?|the|been|our),
  enters, had, is (?:on|our|the|my|in charge|responsible|often|away|off|sick|ill|pregnant),
  was (?:our|the|my|off|sick|ill|dismissed|convicted)`)

const belongings = oneOf(
  'house, home, laptop, phone, e-?mail, account, salary, contract, husband, wife, son, daughter, desk, car',
)

const beforeName = new RegExp(
  `${left}${role},?(?: (?:is|called|named))?,? ?\\(?$|${left}${leadsTo} $`,
  'iu',
)

const goesOn = `,? ?\\(?(?:who|he|she|self-employed)${right}|\\. (?:He|She)${right}|,? (?:and )?(?:his|her)${right}`

/** What one person does; a shop or a writer is hardly said to do so. As it is typed: `Sister Agnes` is a beer. */
const afterName = new RegExp(
  `^(?:'s ${belongings}${right}|${goesOn}|,? ?\\(?(?:our|my|aged?)${right}|,? (?:an? |the )?${role}${right}| (?:also |always |only |then |usually |alone )?${acts}${right}|.{0,60}[,;] (?:and )?(?:if |when )?(?:he|she)${right})`,
  'u',
)

const alone = /(?<![\p{L}'-])\p{Lu}[\p{Ll}'-]+(?![\p{L}-])/gu

const afterFirstName = new RegExp(
  `^(?:'s${right}|${goesOn}| (?:is|was|has|had|carries|told|needs|takes|cannot|can't|since|after|broke|lost)${right})`,
  'u',
)

/** Persons of the firm, and remarks on the health or the record of one. */
export function personsIn(text: string, isCommon: IsCommon): Found[] {
  const persons = [...titledIn(text, isCommon), ...actingIn(text, isCommon)].slice(0, 1)
  const remark = conditionIn(text, [...persons, ...firstNamesIn(text, isCommon)])
  return [
    ...persons.map((words) => ({ kind: 'person' as const, words })),
    ...(remark === null ? [] : [{ kind: 'health' as const, words: remark }]),
  ]
}

/** `Ms Teams` is none. */
function titledIn(text: string, isCommon: IsCommon): string[] {
  const names = [...text.matchAll(titled)].map(([name]) => name)
  return names.filter(
    (name) => !name.startsWith('Ms') || isName(name.replace(/^Ms\.? /, ''), isCommon),
  )
}

/** Authors and makers of shoes have names, too: a person of the firm is known by what is said beside the name. */
function actingIn(text: string, isCommon: IsCommon): string[] {
  return [...text.matchAll(capitals)].flatMap(({ 0: name, index }) => {
    const before = text.slice(Math.max(0, index - 40), index)
    const after = text.slice(index + name.length)
    const isActing = beforeName.test(before) || afterName.test(after)
    return isActing && isName(name, isCommon) ? [name] : []
  })
}

/** Names of one word, beside what is said of persons alone. */
function firstNamesIn(text: string, isCommon: IsCommon): string[] {
  return [...text.matchAll(alone)].flatMap(({ 0: name, index }) => {
    const after = text.slice(index + name.length)
    return afterFirstName.test(after) && isName(name, isCommon) ? [name] : []
  })
}

/** Initials of products are no names, and words that any text may hold are none by themselves. */
function isName(name: string, isCommon: IsCommon): boolean {
  const words = name.split(/[ -]/).filter((one) => /^\p{Lu}\p{Ll}/u.test(one))
  return words.some((one) => !isCommon(one.toLowerCase().replace(/'s$/, '')))
}
