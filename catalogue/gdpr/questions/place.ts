import { z } from 'zod'
import { choice, optionalChoice } from '../../question/choice.ts'
import { wholeNumber } from '../../question/number.ts'
import { question } from '../../question/question.ts'
import { optionalText } from '../../question/text.ts'
import { memberStates } from '../rules/authorities.ts'
import { offices, places } from './choices.ts'

const inEea = { question: 'place.where', is: ['eu', 'both'] }

const missing = {
  memberState: 'EU or EEA state: please choose one, since you work in the EU or EEA.',
  accountsYears:
    'Years for which you must keep invoices and accounts: please give a number, since you work in the EU or EEA.',
  offices: 'Where do you have an office or staff?: please choose one, since you work in both.',
}

export const place = z
  .strictObject({
    where: choice(places, {
      title: 'Where are your office and your customers?',
      description: 'Decides whether EU law, UK law or both speak in your documents.',
      group: 'Where you work',
    }),
    memberState: optionalChoice(memberStates, {
      title: 'EU or EEA state',
      description: 'Where your office is, or most of your EU customers: it names your authority.',
      askedWhen: inEea,
    }),
    offices: optionalChoice(offices, {
      title: 'Where do you have an office or staff?',
      description: 'Selling into a territory without an office there may need a representative.',
      askedWhen: { question: 'place.where', is: ['both'] },
    }),
    representative: optionalText({
      title: 'Representative under Article 27',
      description: 'Name and e-mail, if you have appointed one; the notice must name them.',
      max: 160,
      askedWhen: { question: 'place.where', is: ['both'] },
    }),
    accountsYears: years({
      title: 'Years for which you must keep invoices and accounts',
      description: 'National law outside the UK differs; your accountant knows the number.',
    }),
    staffYears: years({
      title: 'Years for which you must keep staff files after someone leaves',
      description: 'National law outside the UK differs; leave empty if you employ nobody.',
    }),
  })
  .superRefine((answer, check) => {
    const needed = answer.where === 'uk' ? [] : (['memberState', 'accountsYears'] as const)
    for (const path of answer.where === 'both' ? [...needed, 'offices' as const] : needed)
      if (answer[path] === undefined)
        check.addIssue({ code: 'custom', path: [path], message: missing[path] })
  })
  .meta(question({ title: 'Where you work' }))

function years(meta: { title: string; description: string }) {
  const about = { ...meta, examples: [7], askedWhen: inEea }
  const outside = `${meta.title}: please give a whole number from 1 to 50.`
  return wholeNumber({ ...about, min: 1, max: 50, tooSmall: outside, tooBig: outside })
    .optional()
    .meta(question(about))
}
