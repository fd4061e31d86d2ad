import { describe, expect, it } from 'vitest'
import { type PriceWatch, reviewDue } from '../../pack/price-review.ts'

const started = '2026-01-10T12:00:00.000Z'
const change = {
  endpoint: 'rack-1',
  since: '2026-02-01T00:00:00.000Z',
  from: { in: 0.1, out: 0.4 },
  to: { in: 0.2, out: 0.4 },
}
const watch = (changes: Partial<PriceWatch> = {}): PriceWatch => {
  return { firstSeen: started, reviewedAt: null, reviewedBefore: null, changes: [], ...changes }
}
const at = (time: string) => new Date(time)

describe('a price review is due', () => {
  it('never before a price of an endpoint is known', () => {
    expect(reviewDue(watch({ firstSeen: null }), at('2036-01-01'))).toBeNull()
  })

  it('three months after the first price was seen, and not before', () => {
    expect(reviewDue(watch(), at('2026-04-10T11:59:59.999Z'))).toBeNull()
    expect(reviewDue(watch(), at('2026-04-10T12:00:00.000Z'))).toContain('since 2026-01-10')
  })

  it('three months after the last one', () => {
    const reviewed = watch({ reviewedAt: '2026-04-11T00:00:00.000Z' })
    expect(reviewDue(reviewed, at('2026-07-10'))).toBeNull()
    expect(reviewDue(reviewed, at('2026-07-11'))).toContain('was on 2026-04-11')
  })

  it('when an endpoint’s price has changed since, which it names', () => {
    const said = reviewDue(watch({ changes: [change] }), at('2026-02-02'))
    expect(said).toBe(
      'a million tokens of rack-1 cost 0.2 in, 0.4 out euros since 2026-02-01, and 0.1 in, 0.4 out before',
    )
  })

  it('no more once the change was reviewed', () => {
    const reviewed = watch({ changes: [change], reviewedAt: '2026-02-02T00:00:00.000Z' })
    expect(reviewDue(reviewed, at('2026-02-03'))).toBeNull()
  })
})
