import { expect, it } from 'vitest'
import { signed } from '../../clients/arguments.ts'

it('what goes on record is one line each, whatever was typed', () => {
  const given = { by: ' Ada ', why: 'ticket 7\n  2026-11-30T00:00Z by Ben:\tapproved' }
  expect(signed(given, 'usage: …')).toEqual({
    by: 'Ada',
    why: 'ticket 7 2026-11-30T00:00Z by Ben: approved',
  })
})

it.each([{}, { by: 'Ada' }, { by: 'Ada', why: ' \n' }, { why: 'ticket 7' }])(
  'nothing is done for nobody, or for no reason: %j',
  (given) => {
    expect(() => signed(given, 'usage: …')).toThrow(/--by and --why are missing, .*; usage: …$/)
  },
)
