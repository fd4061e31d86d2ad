import { z } from 'zod'
import { choice, choices, someChoices } from '../question/choice.ts'
import { email } from '../question/email.ts'
import { question } from '../question/question.ts'
import { text } from '../question/text.ts'
import { measures, threatTitles } from './threats.ts'

export const schemes = {
  iso: 'ISO/IEC 27001:2022',
  soc: 'the SOC 2 criteria',
  ce: 'Cyber Essentials (Requirements v3.3)',
}

const company = z
  .strictObject({
    legalName: text({
      title: 'Legal name',
      description: 'It stands on every document.',
      examples: ['Tarn Software Ltd'],
      group: 'Your firm',
      max: 100,
      autocomplete: 'organization',
    }),
    description: text({
      title: 'What the firm does, in one sentence',
      description: 'The context in which the scope is set (ISO/IEC 27001, 4.1).',
      multiline: true,
      max: 300,
    }),
    where: choice(
      { eu: 'EU or EEA only', uk: 'United Kingdom only', both: 'Both' },
      { title: 'Where do you work?', description: 'Cyber Essentials is a scheme of the UK.' },
    ),
    schemes: someChoices(schemes, {
      title: 'What do you work towards?',
      description: 'The documents name only these.',
    }),
  })
  .meta(question({ title: 'Your firm' }))

function contact(title: string, description: string) {
  return {
    name: text({ title: `Name of ${title}`, description, group: `Who is ${title}?`, max: 80 }),
    role: text({ title: `Role of ${title}`, max: 80 }),
  }
}

const person = z
  .strictObject({
    ...contact('the owner of the documents', 'Keeps them up to date.'),
    email: email({ title: 'Their e-mail', description: 'For your own staff.' }),
  })
  .meta(question({ title: 'Owner' }))

const approver = z
  .strictObject(contact('the person who approves', 'Signs the scope and accepts risks.'))
  .meta(question({ title: 'Approval' }))

function rows<Row extends z.ZodObject>(row: Row, title: string, description: string) {
  const list = z.array(row).max(8, `${title}: please list at most 8, the most important first.`)
  return { list, meta: question({ title, description }) }
}

const site = z.strictObject({
  name: text({ title: 'Site', examples: ['Leeds office', 'Homes of staff'], max: 80 }),
  use: text({ title: 'What happens there', max: 120 }),
})
const service = z.strictObject({
  name: text({ title: 'Service', examples: ['Booking platform'], max: 80 }),
  interfaces: text({ title: 'What it depends on outside the firm', max: 120 }),
})
const exclusion = z.strictObject({
  what: text({ title: 'Left out', max: 80 }),
  reason: text({ title: 'Why', max: 200 }),
})

const sites = rows(site, 'Sites', 'Places where work is done, homes included.')
const services = rows(service, 'Services', 'What customers get from you.')
const exclusions = rows(exclusion, 'Exclusions', 'What the scope leaves out, each with a reason.')

const scope = z
  .strictObject({
    sites: sites.list.min(1, 'Sites: please list at least one.').meta(sites.meta),
    services: services.list.min(1, 'Services: please list at least one.').meta(services.meta),
    exclusions: exclusions.list.default([]).meta(exclusions.meta),
  })
  .meta(question({ title: 'What the scope covers' }))

const risks = z
  .strictObject({
    threats: someChoices(threatTitles, {
      title: 'What could hurt you?',
      description: 'Each becomes a risk in the register (ISO/IEC 27001, 6.1.2).',
    }),
    measures: choices(measures, {
      title: 'What is in place already?',
      description: 'Lowers the risk; the rest goes into the plan.',
    }),
  })
  .meta(question({ title: 'Risks' }))

export const questionnaire = z.strictObject({ company, person, approver, scope, risks })

export type InfosecAnswers = z.infer<typeof questionnaire>
