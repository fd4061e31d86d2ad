import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { GdprAnswers } from '../../catalogue/gdpr/questionnaire.ts'
import { memberStates } from '../../catalogue/gdpr/rules/authorities.ts'
import { gdpr } from '../../catalogue/gdpr.ts'
import { type Chance, chanceFrom } from '../../dev/stand-in-model/chance.ts'

/** Of a hundred firms; rounded from what statistics offices say of small firms, and no sample decides it. */
const trades: Readonly<Record<GdprAnswers['company']['sector'], number>> = {
  ...{
    trades: 16,
    professional: 10,
    accounting: 3,
    legal: 3,
    retail: 14,
    hospitality: 10,
    health: 8,
    beauty: 8,
  },
  ...{
    education: 4,
    childcare: 2,
    software: 6,
    property: 5,
    charity: 5,
    manufacturing: 3,
    other: 3,
  },
}

/** Of a hundred firms, those of at least `from` and at most `to` people. */
const sizes = [
  { share: 40, from: 1, to: 1 },
  { share: 45, from: 2, to: 9 },
  { share: 13, from: 10, to: 49 },
  { share: 2, from: 50, to: 249 },
]

const places: Readonly<Record<GdprAnswers['place']['where'], number>> = { uk: 45, eu: 45, both: 10 }

/** How often an answer is that of the trade's sample; else it is that of a sample taken at random. */
const likeness = 0.85

const lands = ['NW', 'BY', 'BW', 'BE', 'HE'] as const

const samples = readSamples()

function readSamples(): GdprAnswers[] {
  const folder = join(import.meta.dirname, '..', '..', 'dev', 'samples')
  const files = globSync(['gdpr.json', 'gdpr/*.json'], { cwd: folder }).sort()
  const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown
  return files.map((file) => gdpr.questionnaire.parse(read(file)) as GdprAnswers)
}

/**
 * So many firms, no two alike: trade, size and place by their shares, and every other answer that of
 * the smallest sample of the trade or, at times, of any sample, each answer by itself. The same
 * number gives the same firms.
 */
export function firms(count: number): GdprAnswers[] {
  return Array.from({ length: count }, (_, number) => firm(number, chanceFrom(`firm ${number}`)))
}

function firm(number: number, chance: Chance): GdprAnswers {
  const sector = byShare(trades, chance)
  const model = sampleOf(sector)
  const staff = staffOf(chance)
  const place = placeOf(byShare(places, chance), chance)
  const use = useOf(model, staff, chance)
  const answers: GdprAnswers = {
    ...{ person: personOf(number), approver: model.approver, use, place },
    company: companyOf(model, { number, staff, sector }, chance),
    privacy: { ...model.privacy, email: `privacy@firm${number}.example` },
    systems: systemsOf(model, chance),
    transfers: among(model, chance).transfers,
    practice: practiceOf(model, chance),
  }
  return gdpr.questionnaire.parse(answers) as GdprAnswers
}

function byShare<Id extends string>(shares: Readonly<Record<Id, number>>, chance: Chance): Id {
  const all = Object.entries<number>(shares) as [Id, number][]
  return chance.pick(all.flatMap(([id, share]) => Array<Id>(share).fill(id)))
}

/** A trade without a sample of its own answers as the one that is most like it. */
const likest: Partial<Record<keyof typeof trades, keyof typeof trades>> = {
  legal: 'professional',
  accounting: 'professional',
  childcare: 'education',
}

function sampleOf(sector: keyof typeof trades): GdprAnswers {
  const of = (trade?: string) => samples.filter(({ company }) => company.sector === trade)
  const own = of(sector).length > 0 ? of(sector) : of(likest[sector])
  return own.reduce((least, one) => (one.company.staff < least.company.staff ? one : least))
}

function staffOf(chance: Chance): number {
  const { from, to } = chance.pick(
    sizes.flatMap((size) => Array<typeof size>(size.share).fill(size)),
  )
  return chance.pick(Array.from({ length: to - from + 1 }, (_, more) => from + more))
}

/** The sample of the trade, or now and then any. */
function among(model: GdprAnswers, chance: Chance): GdprAnswers {
  return chance.happens(likeness) ? model : chance.pick(samples)
}

function placeOf(where: keyof typeof places, chance: Chance): GdprAnswers['place'] {
  const british = where === 'eu' ? {} : ukOf(chance)
  if (where === 'uk') return { where, ...british }
  const memberState = chance.pick(Object.keys(memberStates) as (keyof typeof memberStates)[])
  const years = {
    accountsYears: chance.pick([5, 6, 7, 8, 10]),
    staffYears: chance.pick([2, 5, 6, 10]),
  }
  const offices = where === 'both' ? { offices: chance.pick(['both', 'eu', 'uk'] as const) } : {}
  const land = memberState === 'DE' ? { land: chance.pick(lands) } : {}
  return { where, memberState, ...land, ...years, ...offices, ...british }
}

/** Nine in ten small firms have paid their fee. */
function ukOf(chance: Chance) {
  const ukPart = chance.pick([
    'englandWales',
    'englandWales',
    'scotland',
    'northernIreland',
  ] as const)
  const feeNumber = chance.happens(0.9) ? { feeNumber: 'ZA000001' } : {}
  return { ukPart, turnover: 'micro' as const, ...feeNumber }
}

function personOf(number: number) {
  return { name: `Owner${number} Person`, role: 'Owner', email: `owner@firm${number}.example` }
}

interface Known {
  readonly number: number
  readonly staff: number
  readonly sector: GdprAnswers['company']['sector']
}

function companyOf(model: GdprAnswers, { number, staff, sector }: Known, chance: Chance) {
  const year = chance.pick(Array.from({ length: 60 }, (_, at) => 1965 + at))
  const description = `${model.company.description.replace(/\.$/, '')}, since ${year}, as No. ${number}.`
  return { legalName: `Firm${number} Ltd`, address: `${number} Road`, sector, description, staff }
}

type Use = GdprAnswers['use']

function useOf(model: GdprAnswers, staff: number, chance: Chance): Use {
  const ticked = (key: 'people' | 'data' | 'risky' | 'cookies' | 'purposes') =>
    mixed(model, ({ use }) => use[key] as readonly string[], chance)
  const purposes = ticked('purposes').filter((id) => !ofStaff.includes(id))
  const employing = staff > 1 ? ['staff', 'payroll'] : []
  const recruiting = staff > 9 ? ['recruitment'] : []
  const { specialOfCustomers, specialOfStaff, otherSources } = model.use
  const all = [...(purposes.length > 0 ? purposes : ['accounts']), ...employing, ...recruiting]
  return {
    ...{ customers: among(model, chance).use.customers, specialOfCustomers, otherSources },
    ...{ purposes: all, joint: 'no', jointFor: [], automatedFor: [], riskyFor: all.slice(0, 1) },
    people: union(ticked('people'), ['customers'], staff > 1 ? ['staff'] : []),
    data: union(ticked('data'), ['identity', 'contact'], staff > 1 ? ['employment', 'pay'] : []),
    specialOfStaff: staff > 1 ? specialOfStaff : [],
    monitoring: staff > 1 ? mixed(model, ({ use }) => use.monitoring, chance) : [],
    ...{ risky: ticked('risky'), cookies: ticked('cookies') },
    ...{ automated: 'no', largeScale: 'no', processor: 'no' },
  } as Use
}

function union(...lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())]
}

/** What only a firm with staff does, and does whatever its trade. */
const ofStaff = ['staff', 'payroll', 'recruitment']

/** Of a list of answers each as the sample of the trade has it or, now and then, any. */
function mixed<T>(
  model: GdprAnswers,
  list: (answers: GdprAnswers) => readonly T[],
  chance: Chance,
): T[] {
  const all = [...new Set(samples.flatMap(list))]
  return all.filter((one) => list(among(model, chance)).includes(one))
}

/** One system for a use, of those that samples have. */
function systemsOf(model: GdprAnswers, chance: Chance): GdprAnswers['systems'] {
  const uses = mixed(model, ({ systems }) => systems.map(({ use }) => use), chance)
  const known = samples.flatMap(({ systems }) => systems)
  return uses.map((use) => chance.pick(known.filter((system) => system.use === use)))
}

function practiceOf(model: GdprAnswers, chance: Chance): GdprAnswers['practice'] {
  const asked = Object.keys(samples[0]!.practice) as (keyof GdprAnswers['practice'])[]
  const answers = asked.map((one) => [one, among(model, chance).practice[one] ?? 'no'])
  return Object.fromEntries(answers) as GdprAnswers['practice']
}
