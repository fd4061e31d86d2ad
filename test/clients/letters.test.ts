import { expect, it } from 'vitest'
import { letterIn } from '../../clients/mail/letters.ts'

const heads = (...lines: string[]) =>
  [
    'Message-ID: <ord_1.paid.1@shop.example>',
    ...lines,
    'Subject: Your pack',
    '',
    'Here it is.',
  ].join('\r\n')

it('a letter is of an order, and has a date and an address', async () => {
  const raw = heads('Date: Sun, 29 Nov 2026 20:00:00 +0000', 'To: Owner <owner@example.com>')
  expect(await letterIn(raw)).toEqual({
    ...{ order: 'ord_1', template: 'paid', version: 1 },
    to: ['owner@example.com'],
    writtenAt: '2026-11-29T20:00:00.000Z',
  })
})

it('whoever had a copy of it is named, in a group too', async () => {
  const raw = heads(
    'To: a@example.com, b@example.com',
    'Cc: All: c@example.com;',
    'Bcc: d@example.com',
  )
  const to = ['a@example.com', 'b@example.com', 'c@example.com', 'd@example.com']
  expect(await letterIn(raw)).toMatchObject({ to, writtenAt: null })
})

it('one whose Message-ID is none of ours is nobody’s', async () => {
  expect(
    await letterIn('Message-ID: <1@elsewhere.example>\r\nTo: a@example.com\r\n\r\nHello.'),
  ).toBeNull()
})
