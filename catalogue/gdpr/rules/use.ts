import { z } from 'zod'
import { perhaps, words } from '../../shape.ts'
import type { GdprAnswers } from '../questionnaire.ts'
import { data, decisionGrounds, people, specialData } from '../questions/choices.ts'

/** Whose data the firm uses, which, and how. */
export const useShape = z.strictObject({
  people: z.array(words).min(1),
  data: z.array(words).min(1),
  special: z.array(words),
  children: z.boolean(),
  automatedLogic: perhaps,
  /** Why computers may decide alone under EU law (Art. 22(2)); empty where that is open. */
  automatedGround: perhaps,
  /** What is done on the instructions of business customers; empty when nothing is. */
  processing: perhaps,
  largeScale: z.boolean(),
})

type Use = GdprAnswers['use']

export function useOf({ use, place }: GdprAnswers): z.infer<typeof useShape> {
  const special = new Set([...use.specialOfCustomers, ...use.specialOfStaff])
  return {
    people: use.people.map((id) => people[id]),
    data: use.data.map((id) => data[id]),
    special: [...special].map((id) => specialData[id]),
    children: use.people.includes('children'),
    automatedLogic: (use.automated === 'yes' && use.automatedLogic) || '',
    automatedGround: groundOf(use, place),
    processing: (use.processor === 'yes' && use.processing) || '',
    largeScale: use.largeScale === 'yes',
  }
}

function groundOf({ automated, automatedGround }: Use, { where }: GdprAnswers['place']): string {
  if (automated !== 'yes' || where === 'uk') return ''
  if (automatedGround === undefined || automatedGround === 'unsure') return ''
  return decisionGrounds[automatedGround]
}
