import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { identityOf, mask, maskingPromise, reveal, revealAll } from '../../pack/identity.ts'

const acme = identityOf({ COMPANY: 'Acme', LEGAL_NAME: 'Acme & Söhne (UK) Ltd.', CONTACT_1: 'Ann' })

describe('masking', () => {
  it('prefers the longest name', () => {
    expect(mask('Acme & Söhne (UK) Ltd. is Acme.', acme)).toBe('[[LEGAL_NAME]] is [[COMPANY]].')
  })

  it('leaves words alone that only contain a name', () => {
    expect(mask('Annual acmeology by Joann', acme)).toBe('Annual acmeology by Joann')
  })

  it('finds a name in any letter case', () => {
    expect(mask('ACME and ann', acme)).toBe('[[COMPANY]] and [[CONTACT_1]]')
  })

  it('takes the brackets off what looks like a placeholder', () => {
    expect(mask('[[CONTACT_1]]', acme)).toBe('CONTACT_1')
  })

  it('leaves out names that were not given', () => {
    expect(identityOf({ COMPANY: 'Acme', DPO: undefined, WEBSITE: ' ' })).toHaveLength(1)
  })
})

describe('a name in another spelling than the one that was given', () => {
  const firm = identityOf({ COMPANY: 'Meadow & Quill' }, { CONTACT_1: 'Zoë Šimić' })

  it.each([
    ['Meadow and Quill bakes.', '[[COMPANY]] bakes.'],
    ['MEADOW & QUILL bakes.', '[[COMPANY]] bakes.'],
    ['Ask Zoe Simic, or zoë.', 'Ask [[CONTACT_1]], or [[CONTACT_1_PART_1]].'],
    ['Zoe\u0308 S\u030cimic\u0301 runs the café.', '[[CONTACT_1]] runs the café.'],
    ['Meadow sells quills.', 'Meadow sells quills.'],
  ])('is replaced: %s', (text, masked) => expect(mask(text, firm)).toBe(masked))

  it('is replaced where the name has no accent and the text has', () => {
    expect(mask('Chloé und Søren', identityOf({ CONTACT_1: 'Chloe' }))).toBe(
      '[[CONTACT_1]] und Søren',
    )
  })
})

describe('a name that is a common word', () => {
  const isCommon = (word: string) => ['data', 'it', 'rose'].includes(word)
  const firm = (name: string) => identityOf({ COMPANY: name }, { CONTACT_1: 'Rose Okafor' })

  it.each([
    ['Data', 'We keep data. Data is safe, and DATA too.'],
    ['It', 'It delivers bread. “It is IT”, it says.'],
  ])('%s does not replace the word in: %s', (name, text) => {
    expect(mask(text, firm(name), isCommon)).toBe(text)
  })

  it('is replaced where it is written just so within a sentence', () => {
    expect(mask('We trade as Data.', firm('Data'), isCommon)).toBe('We trade as [[COMPANY]].')
  })

  it('is replaced where it stands alone', () => {
    expect(mask('Data', firm('Data'), isCommon)).toBe('[[COMPANY]]')
    expect(mask('Data (old system)', firm('Data'), isCommon)).toBe('[[COMPANY]] (old system)')
  })

  it('is replaced as a person’s first name, but for the flower', () => {
    const said = mask('Rose sells each rose.', firm('Data'), isCommon)
    expect(said).toBe('[[CONTACT_1_PART_1]] sells each rose.')
  })
})

describe('the parts of a person’s name', () => {
  const people = identityOf(
    {},
    { CONTACT_1: 'Dr Moira van Sinclair', CONTACT_2: 'Jean-Luc O’Neill' },
  )

  it.each([
    ['Ask Moira’s team.', 'Ask [[CONTACT_1_PART_1]]’s team.'],
    ['Mrs Sinclair, MOIRA', 'Mrs [[CONTACT_1_PART_2]], [[CONTACT_1_PART_1]]'],
    ['Jean-Luc, then O’Neill', '[[CONTACT_2_PART_1]], then [[CONTACT_2_PART_2]]'],
    ['The doctor’s van', 'The doctor’s van'],
  ])('in: %s', (text, masked) => {
    expect(mask(text, people)).toBe(masked)
  })
})

describe('what is personal by its form', () => {
  const mine = identityOf({ PHONE: '+44 131 496 0142', EMAIL: 'privacy@acme.example' })

  it.each([
    '0131 496 0142',
    '(0131) 4960142',
    '0044 131 496-0142',
    '+44 (0)131 496 0142',
    '+441314960142',
    '131.496.0142',
    'Privacy@Acme.example',
  ])('%s is the firm’s own in another spelling', (text) => {
    expect(mask(`Use ${text}, please.`, mine)).toMatch(/^Use \[\[(PHONE|EMAIL)\]\], please\.$/)
  })

  it.each([
    ['jane.o’hara@mail.example', 'an e-mail address'],
    ['r&d@firm.example', 'an e-mail address'],
    ['a#b@firm.example', 'an e-mail address'],
    ["!#$%&'*+-/=?^_`{|}~.1@firm.example", 'an e-mail address'],
    ['jürgen+post@müller.example', 'an e-mail address'],
    ['अन@उदाहरण.भारत', 'an e-mail address'],
    ['+353 1 234 5678', 'a number'],
    ['07700 900123', 'a number'],
    ['4929 1234 5678 9012', 'a number'],
    ['DE89 3704 0044 0532 0130 00', 'an account number'],
    ['GB29NWBK60161331926819', 'an account number'],
    ['gb29nwbk60161331926819', 'an account number'],
  ])('%s is left out', (text, words) => {
    expect(mask(`She gave ${text} to us`, mine)).toBe(`She gave ${words} to us`)
  })

  it.each([
    'by 21 November 2026',
    'by 2026-11-21',
    'on 01/02/2026',
    '72 hours, 1,200 staff',
    '20,000,000 euros',
    'Microsoft 365',
    'ISO/IEC 27001:2022',
    'Art. 6(1)(f)',
  ])('%s stays', (text) => {
    expect(mask(text, mine)).toBe(text)
  })
})

it('finds an address that was given in lines on one line', () => {
  const home = identityOf({ ADDRESS: '14 Harbour Lane\nEdinburgh EH6 6QX' })
  expect(mask('At 14 Harbour Lane, Edinburgh EH6 6QX.', home)).toBe('At [[ADDRESS]].')
})

it('is described to the customer in the AI notice word for word', () => {
  const template = join(import.meta.dirname, '../../templates/every-pack/AI-NOTICE.md.hbs')
  expect(readFileSync(template, 'utf8')).toContain(maskingPromise)
})

describe('revealing', () => {
  it('leaves a placeholder of nobody as it is', () => {
    expect(reveal('[[COMPANY]] and [[OTHER]]', acme)).toBe('Acme and [[OTHER]]')
  })

  it('does not reveal inside what it revealed', () => {
    const tricky = identityOf({ COMPANY: '[[CONTACT_1]] Ltd', CONTACT_1: 'Ann' })
    expect(reveal('[[COMPANY]]', tricky)).toBe('[[CONTACT_1]] Ltd')
  })

  it('reaches every text of a JSON value and nothing else', () => {
    const content = { a: ['[[COMPANY]]', 1, null], b: { c: '[[CONTACT_1]]' } }
    expect(revealAll(content, acme)).toEqual({ a: ['Acme', 1, null], b: { c: 'Ann' } })
  })
})

describe('the round trip', () => {
  const name = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .map((text) => text.trim())
    // Of a name that ends in a sign, and the sign behind it, one stays: see sentence.test.ts.
    .filter((text) => /\p{L}$/u.test(text) && !/[[\]]/.test(text))
  const text = fc
    .string({ unit: 'grapheme' })
    .filter((one) => !/[[\]]/.test(one) && mask(one, []) === one)

  it('gives any text back, but for the letter case of the names in it', () => {
    fc.assert(
      fc.property(name, name, text, text, (company, contact, before, after) => {
        const identity = identityOf({ COMPANY: company, CONTACT_1: contact })
        const said = `${before} ${company}, ${contact} ${after}`
        const back = reveal(mask(said, identity), identity)
        expect(back.toLowerCase()).toBe(said.toLowerCase())
      }),
    )
  })

  it('hides every name that stands as a word of its own', () => {
    fc.assert(
      fc.property(name, text, (company, around) => {
        const identity = identityOf({ COMPANY: company })
        expect(mask(`${around} ${company} ${around}`, identity)).toContain('[[COMPANY]]')
      }),
    )
  })
})
