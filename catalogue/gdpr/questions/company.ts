import { z } from 'zod'
import { choice } from '../../question/choice.ts'
import { wholeNumber } from '../../question/number.ts'
import { question } from '../../question/question.ts'
import { optionalText, text } from '../../question/text.ts'
import { sectors } from '../rules/sectors.ts'

export const company = z
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
    staff: wholeNumber({
      title: 'Number of people who work in the firm',
      description: 'You included; one of the exemptions in the law depends on it.',
      examples: [12],
      min: 1,
      max: 5000,
      tooSmall: 'Number of people who work in the firm: count yourself, so at least 1.',
      tooBig: 'Number of people who work in the firm: this pack is for firms up to 5000.',
    }),
  })
  .meta(question({ title: 'Your firm' }))
