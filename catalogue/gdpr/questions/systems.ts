import { z } from 'zod'
import { choice, yesNo } from '../../question/choice.ts'
import { shortList } from '../../question/list.ts'
import { question } from '../../question/question.ts'
import { text } from '../../question/text.ts'
import { hosting, safeguards, systemUses } from './choices.ts'

const system = z.strictObject({
  name: text({ title: 'System', examples: ['Xero'], max: 60 }),
  vendor: text({ title: 'Vendor', examples: ['Xero Ltd'], max: 60 }),
  use: choice(systemUses, { title: 'Used for' }),
  hosting: choice(hosting, { title: 'Where the data are kept' }),
})

export const systems = shortList(
  z.array(system),
  12,
  'Systems: please list at most 12, the most important first.',
)
  .default([])
  .meta(
    question({
      title: 'Systems that hold personal data',
      description: 'Their vendors are recipients of the data and usually your processors.',
      group: 'Systems and vendors',
    }),
  )

const transfer = z.strictObject({
  recipient: text({ title: 'Who receives the data', max: 80 }),
  country: text({ title: 'Country', max: 60 }),
  safeguard: choice(safeguards, { title: 'Safeguard' }),
})

const goesAbroad = { question: 'transfers.outside', is: ['yes'] }

export const transfers = z
  .strictObject({
    outside: choice(yesNo, {
      title: 'Do you send personal data abroad, or let anybody abroad look at them?',
      description:
        'For a firm in the United Kingdom the EEA is abroad, and the other way round. Where your systems are kept we know already.',
      group: 'Transfers abroad',
    }),
    list: shortList(
      z.array(transfer),
      8,
      'Transfers: please list at most 8, the most important first.',
    )
      .default([])
      .meta(
        question({
          title: 'Transfers',
          description: 'One line for each recipient abroad.',
          askedWhen: goesAbroad,
          neededWhen: {
            when: [goesAbroad],
            missing: 'Transfers: please list at least one, since data go abroad.',
          },
        }),
      ),
  })
  .meta(question({ title: 'Transfers abroad' }))
