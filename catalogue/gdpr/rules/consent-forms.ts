import type { GdprAnswers } from '../questionnaire.ts'
import { usesCameras } from './cameras.ts'

/** For what the firm may have to ask consent on paper. */
export function consentFormsOf(answers: GdprAnswers) {
  return { hasPhotographs: hasPhotographs(answers), hasNewsletter: hasNewsletter(answers) }
}

/** Images that no camera on the premises explains, or that stand in the files on clients. */
export function hasPhotographs(answers: GdprAnswers): boolean {
  const { data, purposes } = answers.use
  return data.includes('images') && (!usesCameras(answers) || purposes.includes('client-work'))
}

export function hasNewsletter({ use }: GdprAnswers): boolean {
  return use.purposes.includes('newsletter')
}
