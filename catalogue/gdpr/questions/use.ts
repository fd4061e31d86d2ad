import { z } from 'zod'
import { choice, choices, optionalChoice, someChoices, yesNo } from '../../question/choice.ts'
import { question } from '../../question/question.ts'
import { optionalText } from '../../question/text.ts'
import { activityTitles } from '../rules/activities.ts'
import {
  cookieKinds,
  customerConditions,
  customerKinds,
  data,
  decisionGrounds,
  monitoring,
  otherSources,
  people,
  riskyUses,
  specialData,
} from './choices.ts'

const isJoint = { question: 'use.joint', is: ['yes'] }
const decidesAlone = { question: 'use.automated', is: ['yes'] }
const isRisky = {
  question: 'use.risky',
  is: ['scoring', 'tracking', 'technology', 'matching', 'exclusion'],
}
const holdsSpecial = {
  question: 'use.specialOfCustomers',
  is: Object.keys(specialData),
}
const actsForOthers = { question: 'use.processor', is: ['yes'] }

const amongPurposes = {
  question: 'use.purposes',
  as: 'among what you use personal data for',
}

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
    joint: choice(yesNo, {
      title: 'Do you decide together with another firm why and how data are used?',
      description: 'A parent company or a partner in a common project, for example (Article 26).',
    }),
    jointWith: optionalText({
      title: 'Joint controller',
      description: 'Name and place of that firm, as people shall read it.',
      max: 160,
      askedWhen: isJoint,
      neededWhen: {
        when: [isJoint],
        missing: 'Joint controller: please name the firm, since you decide together.',
      },
    }),
    jointFor: choices(activityTitles, {
      title: 'For which purposes do you decide together?',
      description: 'Only what is said of these purposes names the other firm.',
      askedWhen: isJoint,
      neededWhen: {
        when: [isJoint],
        missing:
          'For which purposes do you decide together? Please choose at least one, since there is a joint controller.',
      },
      among: amongPurposes,
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
      title: 'Special category data of customers',
      description: 'They need a second legal condition; tick only what you really record.',
    }),
    conditionOfCustomers: optionalChoice(customerConditions, {
      title: 'Why may you use special category data of customers?',
      description:
        'A condition of Article 9; left empty, we take care in health and social care, and consent elsewhere.',
      askedWhen: holdsSpecial,
    }),
    specialOfStaff: choices(specialData, {
      title: 'Special category data of staff and applicants',
      description: 'Sickness notes, for example, are health data.',
    }),
    otherSources: choices(otherSources, {
      title: 'Do data come from anyone but the person?',
      description: 'Article 14 asks you to tell people of such sources.',
    }),
    automated: choice(yesNo, {
      title: 'Do computers alone take decisions with serious effect on people?',
      description:
        'Automatic refusal of credit or of applicants, for example (Article 22; in the UK, Articles 22A to 22D).',
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
    automatedFor: choices(activityTitles, {
      title: 'For which purposes do computers decide alone?',
      description: 'Only the people whom these purposes concern are told of it.',
      askedWhen: decidesAlone,
      neededWhen: {
        when: [decidesAlone],
        missing:
          'For which purposes do computers decide alone? Please choose at least one, since they do.',
      },
      among: amongPurposes,
    }),
    automatedGround: optionalChoice(decisionGrounds, {
      title: 'Why may computers decide alone?',
      description:
        'In the EU or EEA they may in three cases only (Article 22(2)); the UK asks for safeguards.',
      askedWhen: decidesAlone,
      neededWhen: {
        when: [decidesAlone, { question: 'place.where', is: ['eu', 'both'] }],
        missing:
          'Why may computers decide alone? Please choose one, since they do and you work in the EU or EEA.',
      },
    }),
    largeScale: choice(yesNo, {
      title:
        'Is watching people, or handling special category data, your core business at large scale?',
      description: 'If so, you must have a data protection officer (Article 37).',
    }),
    risky: choices(riskyUses, {
      title: 'Do you do any of these?',
      description: 'They decide whether an impact assessment is due (Article 35).',
    }),
    riskyFor: choices(activityTitles, {
      title: 'For which purposes do you do that?',
      description: 'Each that needs an impact assessment gets a sheet of its own.',
      askedWhen: isRisky,
      neededWhen: {
        when: [isRisky],
        missing:
          'For which purposes do you do that? Please choose at least one, since an impact assessment looks at each by itself.',
      },
      among: amongPurposes,
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
    adPartners: optionalText({
      title: 'Whose pixels or content does your website load?',
      description: 'These networks and firms receive data of visitors; the notice names them.',
      examples: ['Meta, YouTube, Google Maps'],
      max: 160,
      askedWhen: { question: 'use.cookies', is: ['marketing', 'embedded'] },
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
