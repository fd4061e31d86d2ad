import { z } from 'zod'
import { choice, optionalChoice } from '../../question/choice.ts'
import { wholeNumber } from '../../question/number.ts'
import { type Question, question } from '../../question/question.ts'
import { optionalText } from '../../question/text.ts'
import { lands, memberStates } from '../rules/authorities.ts'
import { offices, places, turnovers, ukParts } from './choices.ts'

const inEea = { question: 'place.where', is: ['eu', 'both'] }

const inUk = { question: 'place.where', is: ['uk', 'both'] }
const inGermany = { question: 'place.memberState', is: ['DE'] }
const inBoth = { question: 'place.where', is: ['both'] }
const hasFiles = {
  question: 'company.sector',
  is: ['health', 'legal', 'accounting', 'childcare', 'education', 'property'],
}
const employs = { question: 'use.purposes', is: ['staff'] }

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
      neededWhen: {
        when: [inEea],
        missing: 'EU or EEA state: please choose one, since you work in the EU or EEA.',
      },
    }),
    land: optionalChoice(lands, {
      title: 'German federal state (Land)',
      description: 'Each has an authority of its own for private firms.',
      askedWhen: inGermany,
      neededWhen: {
        when: [inEea, inGermany],
        missing: 'German federal state (Land): please choose one, since it names your authority.',
      },
    }),
    offices: optionalChoice(offices, {
      title: 'Where do you have an office or staff?',
      description: 'Selling into a territory without an office there may need a representative.',
      askedWhen: inBoth,
      neededWhen: {
        when: [inBoth],
        missing: 'Where do you have an office or staff? Please choose one, since you work in both.',
      },
    }),
    representative: optionalText({
      title: 'Representative under Article 27',
      description: 'Name and e-mail, if you have appointed one; the notice must name them.',
      max: 160,
      askedWhen: inBoth,
    }),
    ukPart: optionalChoice(ukParts, {
      title: 'Part of the United Kingdom',
      description: 'Claims can be brought for five years in Scotland and for six elsewhere.',
      askedWhen: inUk,
      neededWhen: {
        when: [inUk],
        missing: 'Part of the United Kingdom: please choose one, since you work there.',
      },
    }),
    turnover: optionalChoice(turnovers, {
      title: 'Turnover of the last financial year',
      description: 'With the number of staff it decides how much data protection fee you owe.',
      askedWhen: inUk,
      neededWhen: {
        when: [inUk],
        missing:
          'Turnover of the last financial year: please choose one, since the United Kingdom charges a fee by it.',
      },
    }),
    feeNumber: optionalText({
      title: 'Registration number of the data protection fee',
      description: 'From the Commissioner’s register; leave empty if you have not paid yet.',
      examples: ['ZA123456'],
      max: 40,
      askedWhen: inUk,
    }),
    accountsYears: years({
      title: 'Years for which you must keep invoices and accounts',
      description: 'National law outside the UK differs; your accountant knows the number.',
      neededWhen: {
        when: [inEea],
        missing:
          'Years for which you must keep invoices and accounts: please give a number, since you work in the EU or EEA.',
      },
    }),
    filesYears: years({
      title: 'Years for which you must keep files on those whom you serve',
      description:
        'Patients, clients, pupils, tenants: leave empty if you do not know; where we do, the law’s own period stands.',
      askedWhen: hasFiles,
    }),
    applicationMonths: months({
      title: 'Months for which you keep applications of those whom you did not appoint',
      description:
        'Leave empty, and they stay as long as somebody can bring a claim where you work, if you recruit.',
    }),
    staffYears: years({
      title: 'Years for which you must keep staff files after someone leaves',
      description: 'National law outside the UK differs; leave empty if you employ nobody.',
      neededWhen: {
        when: [inEea, employs],
        missing:
          'Years for which you must keep staff files after someone leaves: please give a number, since you employ people in the EU or EEA.',
      },
    }),
  })
  .meta(question({ title: 'Where you work' }))

function years(meta: Question) {
  return period({ askedWhen: inEea, ...meta, examples: [7] }, 50)
}

function months(meta: Question) {
  return period({ ...meta, examples: [6] }, 36)
}

function period(about: Question & { readonly examples: number[] }, max: number) {
  const outside = `${about.title}: please give a whole number from 1 to ${max}.`
  return wholeNumber({ ...about, min: 1, max, tooSmall: outside, tooBig: outside })
    .optional()
    .meta(question(about))
}
