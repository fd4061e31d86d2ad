import { describe, expect, it } from 'vitest'
import { expressions } from '../../pack/expressions.ts'

describe('has', () => {
  const has = (...values: unknown[]) => expressions['has']?.(...values)
  const leftOut = [{ number: '11' }, { number: '12' }]

  it('finds an entry by one of its values', () => {
    expect([has(leftOut, 'number', '12'), has(leftOut, 'number', '1')]).toEqual([true, false])
  })

  it('finds nothing in an empty list', () => {
    expect(has([], 'number', '12')).toBe(false)
  })

  it('refuses what is no list, and a key that an entry does not have', () => {
    expect(() => has({ number: '12' }, 'number', '12')).toThrow('is not a list')
    expect(() => has(leftOut, 'nummer', '12')).toThrow('there is no "nummer"')
  })
})
