import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Database } from '../../store/database/database.ts'
import { createRateLimits } from '../../store/rate-limits.ts'
import { describeOnBoth, vault } from '../databases.ts'

describeOnBoth('rate limits', (database) => {
  const three = (name: string, of: Pick<Database, 'db' | 'kind' | 'vault'> = database()) =>
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

  it('keep no address, and nothing that one is found by without DATA_KEY', async () => {
    const address = '203.0.113.7'
    await three('private')(address)
    const keys = await database().db.selectFrom('rate_limits').select('key').execute()
    expect(keys.length > 0).toBe(database().kind === 'postgresql')
    const guesses = [address, `limit ${address}`].flatMap((guess) => [guess, ...hashesOf(guess)])
    const told = keys.filter(({ key }) => guesses.some((guess) => key.includes(guess)))
    expect(told).toEqual([])
  })

  it('go on in memory while the database does not answer', async () => {
    const away = {
      executeQuery: () => Promise.reject(new Error('away')),
    } as unknown as Database['db']
    const count = three('away', { db: away, kind: 'postgresql', vault })
    const counted = [await count('ann'), await count('ann'), await count('ann'), await count('ann')]
    expect(counted.map((wait) => wait > 0)).toEqual([false, false, false, true])
  })
})

/** As whoever has the table, and no key, would try an address. */
const hashesOf = (text: string) =>
  (['base64url', 'base64', 'hex'] as const).map((form) =>
    createHash('sha256').update(text).digest(form),
  )
