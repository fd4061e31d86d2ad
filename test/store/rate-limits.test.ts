import { expect, it } from 'vitest'
import type { Database } from '../../store/database/database.ts'
import { createRateLimits } from '../../store/rate-limits.ts'
import { describeOnBoth } from '../databases.ts'

describeOnBoth('rate limits', (database) => {
  const three = (name: string, of: Pick<Database, 'db' | 'kind'> = database()) =>
    createRateLimits(of)({ name, most: 3, seconds: 60 })

  it('let through what they should, and then say how long to wait', async () => {
    const count = three('some')
    const counted = [await count('ann'), await count('ann'), await count('ann')]
    expect(counted).toEqual([0, 0, 0])
    const wait = await count('ann')
    expect(wait).toBeGreaterThan(50)
    expect(wait).toBeLessThanOrEqual(60)
    expect(await count('bob')).toBe(0)
  })

  it('hold for all processes of a server, and count apart what has another name', async () => {
    const [one, other] = [three('shared'), three('shared')]
    const counted = [await one('ann'), await other('ann'), await one('ann'), await other('ann')]
    const isShared = database().kind === 'postgresql'
    expect(counted.map((wait) => wait > 0)).toEqual([false, false, false, isShared])
    expect(await three('another')('ann')).toBe(0)
  })

  it('keep no name', async () => {
    await three('private')('203.0.113.7')
    const keys = await database().db.selectFrom('rate_limits').select('key').execute()
    expect(keys.filter(({ key }) => key.includes('203.0.113.7'))).toEqual([])
    expect(keys.length > 0).toBe(database().kind === 'postgresql')
  })

  it('go on in memory while the database does not answer', async () => {
    const away = {
      executeQuery: () => Promise.reject(new Error('away')),
    } as unknown as Database['db']
    const count = three('away', { db: away, kind: 'postgresql' })
    const counted = [await count('ann'), await count('ann'), await count('ann'), await count('ann')]
    expect(counted.map((wait) => wait > 0)).toEqual([false, false, false, true])
  })
})
