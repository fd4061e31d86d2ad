import { expect, test } from 'vitest'
import { identityOf, reveal } from '../../pack/identity.ts'
import { asItem, sentence } from '../../pack/sentence.ts'
import { listOf } from '../../pack/wording.ts'

test.each([
  ['Berlin', 'Berlin.'],
  ['Berlin.', 'Berlin.'],
  ['Berlin..', 'Berlin.'],
  ['Berlin,', 'Berlin.'],
  ['Acme Ltd.', 'Acme Ltd.'],
  ['Verein e.V.', 'Verein e.V.'],
  ['Acme (Holdings) S.A.', 'Acme (Holdings) S.A.'],
  ['Why not?', 'Why not?'],
  ['Bread!', 'Bread!'],
  ['and so on…', 'and so on…'],
  ['and so on...', 'and so on...'],
  ['“Bread.”', '“Bread”.'],
  ['“Bread?”', '“Bread?”'],
  ['Berlin (Mitte)', 'Berlin (Mitte).'],
  ['', '.'],
])('%j closes a sentence once', (value, expected) => {
  expect(sentence`${value}.`).toBe(expected)
})

test.each([
  ['Berlin.', 'Berlin, and'],
  ['Berlin;', 'Berlin, and'],
  ['Acme Ltd.', 'Acme Ltd., and'],
  ['Anna K.', 'Anna K., and'],
  ['Pérez y Cía.', 'Pérez y Cía., and'],
  ['Kovács Kft.', 'Kovács Kft., and'],
  ['García Hnos.', 'García Hnos., and'],
  ['Dupont Sté.', 'Dupont Sté., and'],
  ['Meadow Intl.', 'Meadow Intl., and'],
  ['Sydney Pty.', 'Sydney Pty., and'],
  ['Yahoo!', 'Yahoo!, and'],
])('%j goes on with a comma', (value, expected) => {
  expect(sentence`${value}, and`).toBe(expected)
})

test('stress and quotes may stand between a value and the sign behind it', () => {
  expect(sentence`At **${'Berlin.'}**. “${'Why?'}”.`).toBe('At **Berlin**. “Why?”')
})

test('a value in brackets ends without a full stop of its own', () => {
  expect(sentence`(${'Berlin.'}) (${'Acme Ltd.'})`).toBe('(Berlin) (Acme Ltd.)')
})

test('a value with nothing behind it stays as it was typed', () => {
  expect(sentence`${'Berlin.'} and ${'Paris.'}`).toBe('Berlin. and Paris.')
})

test('what is listed ends without a full stop, but for abbreviations', () => {
  expect(listOf(['Berlin.', 'Acme Ltd.', 'and so on...', 'Paris.'])).toBe(
    'Berlin, Acme Ltd., and so on... and Paris',
  )
  expect(asItem('No. 5')).toBe('No. 5')
})

test('a name that is put back into a written text meets its signs', () => {
  const identity = identityOf({ COMPANY: 'Acme Ltd.', CONTACT_1: 'Anna Berlin.' })
  expect(reveal('[[COMPANY]], of [[CONTACT_1]], is [[COMPANY]]. [[DPO]].', identity)).toBe(
    'Acme Ltd., of Anna Berlin, is Acme Ltd. [[DPO]].',
  )
})
