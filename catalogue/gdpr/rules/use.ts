import { z } from 'zod'
import { perhaps, words } from '../../shape.ts'
import type { GdprAnswers } from '../questionnaire.ts'
import { data, people, specialData } from '../questions/choices.ts'

/** Whose data the firm uses, which, and how. */
export const useShape = z.strictObject({
  people: z.array(words).min(1),
  data: z.array(words).min(1),
  special: z.array(words),
  children: z.boolean(),
  automatedLogic: perhaps,
  /** What is done on the instructions of business customers; empty when nothing is. */
  processing: perhaps,
  largeScale: z.boolean(),
})

export function useOf({ use }: GdprAnswers): z.infer<typeof useShape> {
  const special = new Set([...use.specialOfCustomers, ...use.specialOfStaff])
  return {
    people: use.people.map((id) => people[id]),
    data: use.data.map((id) => data[id]),
    special: [...special].map((id) => specialData[id]),
    children: use.people.includes('children'),
    automatedLogic: (use.automated === 'yes' && use.automatedLogic) || '',
    processing: (use.processor === 'yes' && use.processing) || '',
    largeScale: use.largeScale === 'yes',
  }
}
