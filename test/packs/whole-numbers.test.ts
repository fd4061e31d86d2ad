import { expect, test } from 'vitest'
import { wholeNumber, wholeNumberIn } from '../../catalogue/question/number.ts'

test.each([
  ['12', 12],
  [' 007 ', 7],
  ['1,000', 1000],
  ['1.000', 1000],
  ['1 000', 1000],
  ['1\u00a0000', 1000],
  ['1\u202f000', 1000],
  ["1'000", 1000],
  ['1’000', 1000],
  ['12.345.678', 12_345_678],
  ['1,00,000', 100_000],
])('“%s” is %i', (typed, number) => {
  expect(wholeNumberIn(typed)).toBe(number)
})

const staff = wholeNumber({
  title: 'Staff',
  min: 1,
  max: 5000,
  tooSmall: 'Staff: at least 1.',
  tooBig: 'Staff: at most 5000.',
})

test.each(['1.5', '1,00', '1e3', '0.500', '1.000,00', '1,000.000', '-3', 'twelve', '12 people'])(
  '“%s” is refused with the reason',
  (typed) => {
    expect(staff.safeParse(typed).error?.issues[0]?.message).toBe(
      `Staff: “${typed}” is no whole number; please give a whole number in digits, such as 1.`,
    )
  },
)

test('a number stays a number, and a text is read the same way', () => {
  expect([staff.parse(1000), staff.parse('1.000')]).toEqual([1000, 1000])
  expect(staff.safeParse(1.5).success).toBe(false)
  expect(staff.safeParse('9.000').error?.issues[0]?.message).toBe('Staff: at most 5000.')
})
