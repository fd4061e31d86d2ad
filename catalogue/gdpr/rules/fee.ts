import { z } from 'zod'
import table from '../../../knowledge/gdpr/uk-fee.json' with { type: 'json' }
import { perhaps, words } from '../../shape.ts'
import type { GdprAnswers } from '../questionnaire.ts'
import type { turnovers } from '../questions/choices.ts'
import type { ActivityId } from './activities.ts'
import { checkedFact } from './checked-fact.ts'

/** The fee that a controller in the United Kingdom owes the Commissioner each year. */
export const feeShape = z.strictObject({
  /** Is it owed? If not, the texts here are empty. */
  due: z.boolean(),
  /** `1`; `1 or 2` where staff and turnover do not decide. */
  tier: perhaps,
  /** `£52`; `£52 or £78`. */
  amount: perhaps,
  /** What decides, or what has to be found out; a clause. */
  because: perhaps,
  /** The number in the Commissioner's register; empty where none was given. */
  number: perhaps,
  /** All that the firm does is of the kinds that need no fee, so it may be exempt. */
  perhapsExempt: z.boolean(),
})

type Fee = z.infer<typeof feeShape>

const fee = checkedFact
  .extend({
    act: words,
    regulations: words,
    tiers: z
      .array(
        z.strictObject({
          id: words,
          /** The most members of staff, the most turnover in pounds; null: any. */
          staff: z.int().nullable(),
          turnover: z.int().nullable(),
          pounds: z.int(),
        }),
      )
      .length(3),
    directDebitPounds: z.int(),
  })
  .parse(table)

const grouped = new Intl.NumberFormat('en-GB')

/** The firm's turnover is at most that of this tier. */
const turnoverTier: Readonly<Record<keyof typeof turnovers, number | null>> = {
  micro: 0,
  small: 1,
  large: 2,
  unsure: null,
}

/** Who has no office in the United Kingdom owes none. */
export function owesFee({ place }: GdprAnswers): boolean {
  return place.where !== 'eu' && place.offices !== 'eu'
}

const none: Fee = {
  due: false,
  tier: '',
  amount: '',
  because: '',
  number: '',
  perhapsExempt: false,
}

/** Staff or turnover within the limit is enough; charities pay the lowest. */
export function feeOf(answers: GdprAnswers): Fee {
  if (!owesFee(answers)) return none
  const { from, to, because } = tiersOf(answers)
  const tiers = fee.tiers.slice(from, to + 1)
  const [first] = tiers
  const all = (each: (tier: (typeof tiers)[number]) => string) =>
    [...new Set([first, tiers.at(-1)].flatMap((tier) => (tier ? each(tier) : [])))].join(' or ')
  return {
    due: true,
    tier: all(({ id }) => id),
    amount: all(({ pounds }) => `£${grouped.format(pounds)}`),
    because,
    number: answers.place.feeNumber ?? '',
    perhapsExempt: isExempt(answers),
  }
}

function tiersOf({ company, place }: GdprAnswers) {
  if (company.sector === 'charity')
    return { from: 0, to: 0, because: 'a charity pays the lowest tier whatever its size' }
  const byStaff = fee.tiers.findIndex(({ staff }) => staff === null || company.staff <= staff)
  const counted = `${company.staff} ${company.staff === 1 ? 'person works' : 'people work'} for you`
  if (byStaff === 0) return { from: 0, to: 0, because: counted }
  const byTurnover = turnoverTier[place.turnover ?? 'unsure']
  if (byTurnover === null)
    return { from: 0, to: byStaff, because: `${counted}; your turnover decides, so look it up` }
  const tier = Math.min(byStaff, byTurnover)
  return { from: tier, to: tier, because: `${counted}, and by your turnover` }
}

/** Accounts and sales, own advertising, and own staff (Sch. to SI 2018/480); cameras never. */
const freeOfFee: ReadonlySet<ActivityId> = new Set<ActivityId>([
  'orders',
  'accounts',
  'suppliers',
  'newsletter',
  'staff',
  'payroll',
  'recruitment',
])

function isExempt({ use }: GdprAnswers): boolean {
  const isPlain = use.specialOfCustomers.length === 0 && use.processor === 'no'
  return isPlain && use.purposes.every((id) => freeOfFee.has(id))
}
