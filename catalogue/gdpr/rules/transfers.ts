import { z } from 'zod'
import { perhaps, words } from '../../shape.ts'
import type { GdprAnswers } from '../questionnaire.ts'
import { safeguards } from '../questions/choices.ts'

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
})

type System = GdprAnswers['systems'][number]

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
  }))
  return { transfers, mayBeAbroad: mayBeAbroad(answers) }
}

/** Systems whose data the answers place outside the EEA and the UK, or nowhere, with no transfer. */
export function mayBeAbroad(answers: GdprAnswers): string[] {
  const covered = (system: System) => named(answers).some((transfer) => isMeant(transfer, system))
  return answers.systems
    .filter(({ hosting }) => distant.includes(hosting))
    .filter((system) => !covered(system))
    .map(({ name }) => name)
}

type Transfer = GdprAnswers['transfers']['list'][number]

function named({ transfers }: GdprAnswers): readonly Transfer[] {
  return transfers.outside === 'yes' ? transfers.list : []
}

/** `Intuit (Mailchimp)` means Intuit, and so does `Mailchimp`, the system that it runs. */
function isMeant({ recipient }: Transfer, { vendor, name }: System): boolean {
  const whom = wordsIn(recipient)
  return [vendor, name].some((one) => isWithin(wordsIn(one), whom) || isWithin(whom, wordsIn(one)))
}

function wordsIn(name: string): string[] {
  return name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Whole words, or Go would be meant by Google. */
function isWithin(words: readonly string[], others: readonly string[]): boolean {
  return words.length > 0 && words.every((word) => others.includes(word))
}
