import { z } from 'zod'
import { perhaps, words } from '../../shape.ts'
import type { GdprAnswers } from '../questionnaire.ts'
import { safeguards } from '../questions/choices.ts'
import { adequacyOf, isAbroad, isSameCountry, unitedStates } from './adequacy.ts'
import { lawsOf } from './law.ts'
import { isAlike } from './names.ts'
import { protectionOf, protectionShape } from './protection.ts'

export const transferShape = z.strictObject({
  id: words,
  recipient: words,
  country: words,
  /** The vendor of a system that is meant, as `processors` name it; empty where none is. */
  vendor: perhaps,
  /** Key of `safeguards`. */
  tool: words,
  safeguard: words,
  settled: z.boolean(),
  ...protectionShape.shape,
})

type System = GdprAnswers['systems'][number]
type Transfer = GdprAnswers['transfers']['list'][number]

const distant: readonly string[] = ['us', 'elsewhere', 'unknown']

/** The transfers that were named, and the systems of which none was although they may need one. */
export function transfersOf(answers: GdprAnswers) {
  const transfers = named(answers).map((transfer, index) => ({
    ...transfer,
    id: `transfer-${index + 1}`,
    vendor: answers.systems.find((system) => isMeant(transfer, system))?.vendor ?? '',
    tool: transfer.safeguard,
    safeguard: safeguards[transfer.safeguard],
    settled: transfer.safeguard !== 'none',
    ...protectionOf(transfer, lawsOf(answers.place.where)),
  }))
  return { transfers, mayBeAbroad: mayBeAbroad(answers) }
}

/** Systems whose data the answers place outside the EEA and the UK, or nowhere, with no transfer. */
export function mayBeAbroad(answers: GdprAnswers): string[] {
  return answers.systems
    .filter(isDistant)
    .filter((system) => namedFor(system, answers).length === 0)
    .map(({ name }) => name)
}

export function isDistant({ hosting }: System): boolean {
  return distant.includes(hosting)
}

/** The transfers that were named to the vendor of a system, to the country in which it is kept. */
export function namedFor(system: System, answers: GdprAnswers): readonly Transfer[] {
  const kept = system.hosting === 'us' ? unitedStates : undefined
  return named(answers)
    .filter((transfer) => isMeant(transfer, system))
    .filter(({ country }) => kept === undefined || isSameCountry(country, kept))
}

/** A recipient at home receives nothing abroad, whatever the answer calls it. */
function named({ transfers, place }: GdprAnswers): readonly Transfer[] {
  if (transfers.outside !== 'yes') return []
  const laws = lawsOf(place.where)
  return transfers.list.filter(({ country }) => isAbroad(adequacyOf(country, laws)))
}

/** `Intuit (Mailchimp)` means Intuit, and so does `Mailchimp`, the system that it runs. */
function isMeant({ recipient }: Transfer, { vendor, name }: System): boolean {
  return [vendor, name].some((one) => isAlike(one, recipient))
}
