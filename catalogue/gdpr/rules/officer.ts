import { z } from 'zod'
import { words } from '../../shape.ts'
import type { GdprAnswers } from '../questionnaire.ts'
import { isAssessmentDue } from './assessment.ts'

export const officerTestShape = z.strictObject({
  id: words,
  question: words,
  met: z.boolean(),
  note: words,
})

type Test = z.infer<typeof officerTestShape>

/** Does the law ask for a data protection officer? Art. 37(1)(a) to (c), then national law. */
export function officerTests(answers: GdprAnswers) {
  const { use, place } = answers
  const largeScale = use.largeScale === 'yes'
  const holdsSpecial = use.specialOfCustomers.length + use.specialOfStaff.length > 0
  const core = largeScale
    ? 'You answered that watching people or using such data is your core business at large scale.'
    : 'You answered that this is not your core business at large scale.'
  const tests: Test[] = [
    {
      id: 'public',
      question: 'Is the firm a public authority or body (Art. 37(1)(a))?',
      met: false,
      note: 'This pack is for private firms. If you are one, an officer is due.',
    },
    {
      id: 'watching',
      question:
        'Is regular and systematic watching of people at large scale a core activity (Art. 37(1)(b))?',
      met: largeScale,
      note: core,
    },
    {
      id: 'special',
      question: 'Is large-scale use of special category data a core activity (Art. 37(1)(c))?',
      met: largeScale && holdsSpecial,
      note: holdsSpecial ? core : 'You named no special category data.',
    },
  ]
  const dpoTests = place.where === 'uk' ? tests : [...tests, nationalTest(answers)]
  return { dpoTests, dpoDue: dpoTests.some(({ met }) => met) }
}

/**
 * Only Germany's rule is known to us. Of those who work in a firm some never use a computer for
 * personal data, so the head count says no more than that an officer may be due.
 */
function nationalTest(answers: GdprAnswers): Test {
  const { place, company } = answers
  const isGerman = place.memberState === 'DE'
  const works = company.staff === 1 ? 'One person works' : `${company.staff} people work`
  const german = [
    'In Germany an officer is due where as a rule at least 20 people are constantly busy with automated processing of personal data (s. 38 BDSG).',
    `${works} in your firm: count those who do this.`,
    'An officer is due whatever their number where an impact assessment is, see document 07.',
  ]
  return {
    id: 'national',
    question: 'Does national law ask for one?',
    met: isGerman && (company.staff >= 20 || isAssessmentDue(answers)),
    note: isGerman ? german.join(' ') : 'National law may add cases: ask your authority.',
  }
}
