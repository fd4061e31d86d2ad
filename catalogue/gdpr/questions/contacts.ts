import { z } from 'zod'
import { choice, yesNo } from '../../question/choice.ts'
import { email } from '../../question/email.ts'
import { question } from '../../question/question.ts'
import { optionalText, text } from '../../question/text.ts'

export const person = z
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

export const approver = z
  .strictObject({
    name: text({
      title: 'Name of the person who approves',
      description: 'Usually the owner or a director; they sign the documents.',
      max: 80,
    }),
    role: text({ title: 'Role of the person who approves', examples: ['Director'], max: 80 }),
  })
  .meta(question({ title: 'Who approves' }))

const hasOfficer = { question: 'privacy.dpo', is: ['yes'] }

export const privacy = z
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
      askedWhen: hasOfficer,
      neededWhen: {
        when: [hasOfficer],
        missing: 'Data protection officer: please give a name and e-mail, since you have one.',
      },
    }),
  })
  .meta(question({ title: 'Whom people can ask' }))
