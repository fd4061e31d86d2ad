import nlp from 'compromise/three'
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
  Muscle, Hauschka, Bronner, Seuss, Watson, Jekyll, Darcy`)

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

/** What one person does; a shop or a writer is hardly said to do so. */
const afterName = new RegExp(
  `^(?:'s ${belongings}${right}|${goesOn}|,? ?\\(?(?:our|my|the|aged?)${right}|,? (?:an? )?${role}${right}| (?:also |always |only |then |usually |alone )?${acts}${right})`,
  'iu',
)

/** What may be a firm's name is a person's where it goes on as of a person. */
const afterCapitals = new RegExp(
  `^(?:${goesOn}|,? (?:our|my) ${role}${right}|.{0,60}[,;] (?:and )?(?:if |when )?(?:he|she)${right})`,
  'u',
)

/** Persons of the firm, and remarks on the health or the record of one. */
export function personsIn(text: string): Found[] {
  const tagged = nlp(text).people().json({ offset: true }) as readonly Tagged[]
  const persons = [...titledIn(text), ...actingIn(text, tagged)].slice(0, 1)
  const remark = conditionIn(text, [...persons, ...firstNamesIn(tagged)])
  return [
    ...persons.map((words) => ({ kind: 'person' as const, words })),
    ...(remark === null ? [] : [{ kind: 'health' as const, words: remark }]),
  ]
}

/** What is tagged as a person, with the characters where it begins. */
interface Tagged {
  readonly text: string
  readonly offset: { readonly start: number }
  readonly terms: readonly { readonly text: string; readonly tags: readonly string[] }[]
}

const titledIn = (text: string) => [...text.matchAll(titled)].map(([name]) => name)

/** Authors and makers of shoes have names, too: a person of the firm is known by what is said beside the name. */
function actingIn(text: string, tagged: readonly Tagged[]): string[] {
  return namesIn(text, tagged).flatMap(({ name, at, isSure }) => {
    const before = text.slice(Math.max(0, at - 40), at)
    const after = text.slice(at + name.length)
    const isActing = beforeName.test(before) || (isSure ? afterName : afterCapitals).test(after)
    return isActing ? [name] : []
  })
}

interface Name {
  readonly name: string
  readonly at: number
  /** It begins with a first name that many have. */
  readonly isSure: boolean
}

function namesIn(text: string, tagged: readonly Tagged[]): Name[] {
  const sure = tagged
    .filter(({ terms }) => terms.length > 1 && isFirstName(terms[0]))
    .map(({ text: said, offset }) => {
      return { name: said.replace(/[^\p{L}]+$/u, ''), at: offset.start, isSure: true }
    })
  const written = [...text.matchAll(capitals)].map(({ 0: name, index }) => {
    return { name, at: index, isSure: false }
  })
  return [...sure, ...written]
}

const firstNamesIn = (tagged: readonly Tagged[]) =>
  tagged.flatMap(({ terms: [first] }) => (first && isFirstName(first) ? [first.text] : []))

const isFirstName = (term: Tagged['terms'][number] | undefined) =>
  term?.tags.includes('FirstName') ?? false
