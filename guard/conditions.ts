import { left, oneOf, right } from './patterns.ts'

/** What is specially protected, said of somebody. */
const condition = oneOf(`
  diabet…, epilep…, asthma…, cancer, leuk…, tumou?r, hiv, aids, hepatitis, dementia, alzheimer…,
  parkinson…, multiple sclerosis, depress…, bipolar, anxiety, schizo…, autis…, adhd, dyslexi…,
  ptsd, stroke, heart attack, pregnan…, miscarriage, maternity, alcoholi…, addict…, rehab,
  drink problem, drug problem, disabled, disability, wheelchair, blind, deaf, burn-?out,
  nervous breakdown, (?:had|has|after|before|for) (?:an? |his |her )(?:operation|surgery), operated on, chemo, chemotherapy, dialysis, transplant, infect…,
  sick (?:leave|note), off sick, (?:is|was|been|often|very|currently) (?:ill|sick), illness, diagnos…,
  suffers?, suffering, broken? (?:his|her|their), slipped discs?, chronic, crohn…, lupus, eczema,
  allerg…, epipen, panic attacks?, suicid…, self-harm, nerve damage, convict…, criminal record,
  prison, jail, on probation, caution for, arrested, drink driving, theft, fraud,
  lost (?:a|an|his|her|\\d+|two|three) (?:finger|hand|leg|arm|eye)s?, investigated for,
  embezzle…, hiv positive, burnout, dépression, diabétique, enceinte, malade, krebs, krank…,
  behindert…, schwerbehindert…, schwanger…, diabétic[oa], embarazad[ao]`)

/** One person who is not named. */
const someone = (() => {
  const whose = oneOf(
    'my, our, their, his, her, mi, unser, unsere, meine?, la, one, a, one of (?:them|us|our)',
  )
  const family = oneOf(`
    wife, husband, son, daughter, mother, father, partner, sister, brother, uncle, aunt, cousin,
    nephew, niece, hermano, youngest, oldest, eldest`)
  const staff = oneOf(`
    apprentice, cleaner, receptionist, bookkeeper, secretary, accountant, manager, foreman, chef,
    driver, trainee, intern, assistant, caretaker, gardener, nurse, porter, co-?owner, colleague, boss,
    owner, director, applicant, storeman, master, waiter, kollegin, kollege, geselle, azubi,
    secrétaire`)
  return `(?:${whose} (?:\\p{L}+ )?(?:${family}|${staff})|the (?:\\p{L}+ )?${staff})`
})()

/** Who is treated, taught or helped for it is a trade. */
const trade = new RegExp(
  `${left}(?:we|i) ${oneOf('treat, help, support, teach, train, care, work, look after, offer, provide, run, advise, coach, assess, sell, make, specialise')}${right}`,
  'iu',
)

const said = new RegExp(`${left}${condition}${right}`, 'iu')
const ofSomeone = new RegExp(
  `${left}${someone}${right}[^.!?;]{0,60}${left}${condition}${right}`,
  'iu',
)

/**
 * The remark about the health, or the record, of one person; null: there is none.
 *
 * @param names of persons in the text, or their first names alone
 */
export function conditionIn(text: string, names: readonly string[]): string | null {
  const one = ofSomeone.exec(text)
  if (one !== null) return one[0]
  const isOfOne = (sentence: string) => names.some((name) => sentence.includes(name))
  const sentence = text
    .split(/(?<=[.!?;])\s+/)
    .find((each) => said.test(each) && isOfOne(each) && !trade.test(each))
  return sentence === undefined ? null : (said.exec(sentence)?.[0] ?? null)
}
