import { expect, it } from 'vitest'
import { byteRange } from '../../api/byte-range.ts'

const tag = '"sha"'
const of = (range: string, size = 100, ifRange?: string) =>
  byteRange({ range, ...(ifRange && { 'if-range': ifRange }) }, tag, size)

it.each([
  ['bytes=0-0', { start: 0, end: 0 }],
  ['bytes=0-99', { start: 0, end: 99 }],
  ['bytes=99-', { start: 99, end: 99 }],
  ['bytes=-1', { start: 99, end: 99 }],
  ['bytes=-100', { start: 0, end: 99 }],
  ['bytes=-101', { start: 0, end: 99 }],
  ['bytes=98-1000', { start: 98, end: 99 }],
])('byteRange gives the inclusive offsets of %s', (range, offsets) => {
  expect(of(range)).toEqual(offsets)
})

it.each(['bytes=100-', 'bytes=100-200', 'bytes=-0'])('byteRange cannot satisfy %s', (range) => {
  expect(of(range)).toBe('unsatisfiable')
})

it.each(['', 'bytes=', 'bytes=-', 'bytes=5-4', 'bytes=0-1,2-3', 'bytes = 0-1', 'lines=0-1'])(
  'byteRange sends everything for %j',
  (range) => {
    expect(of(range)).toBeNull()
  },
)

it('byteRange of an empty file has nothing to give', () => {
  expect(of('bytes=0-', 0)).toBe('unsatisfiable')
})

it.each([
  [tag, { start: 0, end: 1 }],
  ['"other"', null],
  [`W/${tag}`, null],
])('byteRange holds If-Range %s against the tag, strongly', (ifRange, given) => {
  expect(of('bytes=0-1', 100, ifRange)).toEqual(given)
})
