import { z } from 'zod'
import { choice, choices, someChoices, yesNo } from '../../question/choice.ts'
import { question } from '../../question/question.ts'
import { optionalText } from '../../question/text.ts'
import { activityTitles } from '../rules/activities.ts'
import {
  cookieKinds,
  customerKinds,
  data,
  monitoring,
  otherSources,
  people,
  riskyUses,
  specialData,
} from './choices.ts'

const decidesAlone = { question: 'use.automated', is: ['yes'] }
const actsForOthers = { question: 'use.processor', is: ['yes'] }

export const use = z
  .strictObject({
    customers: choice(customerKinds, {
      title: 'Who are your customers?',
      description: 'The legal basis differs for private people and for contacts at businesses.',
      group: 'What you do with personal data',
    }),
    purposes: someChoices(activityTitles, {
      title: 'What do you use personal data for?',
      description: 'Each becomes an entry in your record with its legal basis and retention.',
    }),
    people: someChoices(people, {
      title: 'Whose data do you hold?',
      description: 'The law asks for kinds of people.',
    }),
    data: someChoices(data, {
      title: 'Which kinds of data?',
      description: 'The law asks for kinds of data.',
    }),
    specialOfCustomers: choices(specialData, {
      title: 'Specially protected data of customers',
      description: 'They need a second legal condition; tick only what you really record.',
    }),
    specialOfStaff: choices(specialData, {
      title: 'Specially protected data of staff and applicants',
      description: 'Sickness notes, for example, are health data.',
    }),
    otherSources: choices(otherSources, {
      title: 'Do data come from anyone but the person?',
      description: 'Article 14 asks you to tell people of such sources.',
    }),
    automated: choice(yesNo, {
      title: 'Do computers alone take decisions with serious effect on people?',
      description: 'Automatic refusal of credit or of applicants, for example (Article 22).',
    }),
    automatedLogic: optionalText({
      title: 'How these decisions are made',
      description: 'The notice must explain the logic and what it means for the person.',
      multiline: true,
      max: 300,
      askedWhen: decidesAlone,
      neededWhen: {
        when: [decidesAlone],
        missing: 'How these decisions are made: please describe it, since computers decide alone.',
      },
    }),
    largeScale: choice(yesNo, {
      title:
        'Is watching people, or handling specially protected data, your core business at large scale?',
      description: 'If so, you must have a data protection officer (Article 37).',
    }),
    risky: choices(riskyUses, {
      title: 'Do you do any of these?',
      description: 'They decide whether an impact assessment is due (Article 35).',
    }),
    monitoring: choices(monitoring, {
      title: 'How do you monitor staff?',
      description: 'Staff must be told of it; leave empty if you do none of these.',
      askedWhen: { question: 'use.purposes', is: ['staff', 'payroll'] },
    }),
    cookies: choices(cookieKinds, {
      title: 'What does your website store on the visitor’s device?',
      description: 'Each kind gets a line in your cookie register, with or without consent.',
      askedWhen: { question: 'use.purposes', is: ['website', 'analytics', 'online-accounts'] },
    }),
    processor: choice(yesNo, {
      title: 'Do you handle personal data for business customers, on their instructions?',
      description: 'Hosting, payroll or marketing services, for example: a second record is due.',
    }),
    processing: optionalText({
      title: 'What you do with data for them',
      description: 'Becomes the processor part of your record.',
      multiline: true,
      max: 300,
      askedWhen: actsForOthers,
      neededWhen: {
        when: [actsForOthers],
        missing: 'What you do with data for them: please describe it, since you act for others.',
      },
    }),
  })
  .meta(question({ title: 'What you do with personal data' }))
