import { z } from 'zod'
import { choice, choices, optionalChoice, someChoices, yesNo } from '../choice.ts'
import { question } from '../question.ts'
import { email, optionalText, text } from '../text.ts'
import { activityTitles } from './activities.ts'
import { memberStates } from './authorities.ts'
import {
  customerKinds,
  data,
  hosting,
  offices,
  otherSources,
  people,
  places,
  safeguards,
  sectors,
  specialData,
  systemUses,
} from './choices.ts'
import { practice } from './practice.ts'

const inEea = { question: 'place.where', is: ['eu', 'both'] }

const company = z
  .strictObject({
    legalName: text({
      title: 'Legal name',
      description: 'The controller as the law knows it; it stands on every document.',
      examples: ['Harbour Lane Bakery Ltd'],
      group: 'Your firm',
      max: 100,
      autocomplete: 'organization',
    }),
    tradingName: optionalText({
      title: 'Trading name',
      description: 'If customers know you by another name, the documents use it.',
      max: 100,
    }),
    number: optionalText({
      title: 'Company number',
      description: 'Identifies the controller in the record; leave empty if you have none.',
      max: 40,
    }),
    address: text({
      title: 'Address',
      description: 'A privacy notice must say where the controller can be reached.',
      multiline: true,
      max: 240,
      autocomplete: 'street-address',
    }),
    website: optionalText({
      title: 'Website',
      description: 'Where the privacy notice will be published.',
      examples: ['www.example.com'],
      max: 120,
      autocomplete: 'url',
    }),
    sector: choice(sectors, {
      title: 'Sector',
      description: 'Chooses the examples and the wording that fit your trade.',
    }),
    description: text({
      title: 'What the firm does, in one sentence',
      description: 'Tailored sections start from it; name no customers or staff.',
      examples: ['We bake bread and cakes and deliver them to homes and cafés.'],
      multiline: true,
      max: 300,
    }),
    staff: z
      .int({ error: 'Number of people who work in the firm: please give a whole number.' })
      .min(1, 'Number of people who work in the firm: count yourself, so at least 1.')
      .max(5000, 'Number of people who work in the firm: this pack is for firms up to 5000.')
      .meta(
        question({
          title: 'Number of people who work in the firm',
          description: 'You included; one of the exemptions in the law depends on it.',
          examples: [12],
        }),
      ),
  })
  .meta(question({ title: 'Your firm' }))

const place = z
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

const missing = {
  memberState: 'EU or EEA state: please choose one, since you work in the EU or EEA.',
  accountsYears:
    'Years for which you must keep invoices and accounts: please give a number, since you work in the EU or EEA.',
  offices: 'Where do you have an office or staff?: please choose one, since you work in both.',
}

function years(meta: { title: string; description: string }) {
  const error = `${meta.title}: please give a whole number from 1 to 50.`
  return z
    .int({ error })
    .min(1, error)
    .max(50, error)
    .optional()
    .meta(question({ ...meta, examples: [7], askedWhen: inEea }))
}

const person = z
  .strictObject({
    name: text({
      title: 'Name of the person responsible',
      description: 'Whoever looks after data protection day to day owns the documents.',
      group: 'Who is responsible',
      max: 80,
      autocomplete: 'name',
    }),
    role: text({ title: 'Their role', examples: ['Office manager'], max: 80 }),
    email: email({
      title: 'Their e-mail',
      description: 'For your own staff, inside the procedures.',
    }),
  })
  .meta(question({ title: 'Who is responsible' }))

const approver = z
  .strictObject({
    name: text({
      title: 'Name of the person who approves',
      description: 'Usually the owner or a director; they sign the documents.',
      max: 80,
    }),
    role: text({ title: 'Role of the person who approves', examples: ['Director'], max: 80 }),
  })
  .meta(question({ title: 'Who approves' }))

const privacy = z
  .strictObject({
    email: email({
      title: 'E-mail for privacy questions',
      description: 'Printed in the privacy notice, so customers will use it.',
      examples: ['privacy@example.com'],
    }),
    phone: optionalText({
      title: 'Telephone for privacy questions',
      description: 'A second easy way to reach you; printed in the notice.',
      max: 40,
      autocomplete: 'tel',
    }),
    dpo: choice(yesNo, {
      title: 'Have you appointed a data protection officer?',
      description: 'Few small firms must; if you have one, the notice has to say so.',
    }),
    dpoContact: optionalText({
      title: 'Data protection officer',
      description: 'Name and e-mail, as they shall appear in the notice.',
      max: 160,
      askedWhen: { question: 'privacy.dpo', is: ['yes'] },
    }),
    jointWith: optionalText({
      title: 'Joint controller',
      description: 'A firm that decides with you why and how data are used, such as a parent.',
      max: 160,
    }),
  })
  .refine(({ dpo, dpoContact }) => dpo === 'no' || dpoContact, {
    path: ['dpoContact'],
    message: 'Data protection officer: please give a name and e-mail, since you have one.',
  })
  .meta(question({ title: 'Whom people can ask' }))

const system = z.strictObject({
  name: text({ title: 'System', examples: ['Xero'], max: 60 }),
  vendor: text({ title: 'Vendor', examples: ['Xero Ltd'], max: 60 }),
  use: choice(systemUses, { title: 'Used for' }),
  hosting: choice(hosting, { title: 'Where the data are kept' }),
})

const transfer = z.strictObject({
  recipient: text({ title: 'Who receives the data', max: 80 }),
  country: text({ title: 'Country', max: 60 }),
  safeguard: choice(safeguards, { title: 'Safeguard' }),
})

const use = z
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
      askedWhen: { question: 'use.automated', is: ['yes'] },
    }),
    largeScale: choice(yesNo, {
      title:
        'Is watching people, or handling specially protected data, your core business at large scale?',
      description: 'If so, you must have a data protection officer (Article 37).',
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
      askedWhen: { question: 'use.processor', is: ['yes'] },
    }),
  })
  .refine(({ automated, automatedLogic }) => automated === 'no' || automatedLogic, {
    path: ['automatedLogic'],
    message: 'How these decisions are made: please describe it, since computers decide alone.',
  })
  .refine(({ processor, processing }) => processor === 'no' || processing, {
    path: ['processing'],
    message: 'What you do with data for them: please describe it, since you act for others.',
  })
  .meta(question({ title: 'What you do with personal data' }))

const transfers = z
  .strictObject({
    outside: choice(yesNo, {
      title: 'Do personal data go to a country outside the EU or EEA and the United Kingdom?',
      description: 'Such transfers need a safeguard, and people must be told.',
      group: 'Transfers abroad',
    }),
    list: z
      .array(transfer)
      .max(8, 'Transfers: please list at most 8, the most important first.')
      .default([])
      .meta(
        question({
          title: 'Transfers',
          description: 'One line for each recipient abroad.',
          askedWhen: { question: 'transfers.outside', is: ['yes'] },
        }),
      ),
  })
  .refine(({ outside, list }) => outside === 'no' || list.length > 0, {
    path: ['list'],
    message: 'Transfers: please list at least one, since data go abroad.',
  })
  .meta(question({ title: 'Transfers abroad' }))

/** All that the `gdpr` pack asks; groups of questions, each group an object of plain answers. */
export const questionnaire = z
  .strictObject({
    company,
    place,
    person,
    privacy,
    approver,
    use,
    systems: z
      .array(system)
      .max(12, 'Systems: please list at most 12, the most important first.')
      .default([])
      .meta(
        question({
          title: 'Systems that hold personal data',
          description: 'Their vendors are recipients of the data and usually your processors.',
          group: 'Systems and vendors',
        }),
      ),
    transfers,
    practice,
  })
  .refine(({ place, use }) => place.where === 'uk' || place.staffYears || !employs(use.purposes), {
    path: ['place', 'staffYears'],
    message:
      'Years for which you must keep staff files: please give a number, since you employ people in the EU or EEA.',
  })

function employs(purposes: readonly string[]): boolean {
  return purposes.includes('staff')
}

export type GdprAnswers = z.infer<typeof questionnaire>
