import { expect, it } from 'vitest'
import { type Breaker, untouched } from '../../pack/breaker.ts'
import { createBreakerStore } from '../../store/policy/breakers.ts'
import { describeOnBoth } from '../databases.ts'

const key = (endpoint: string) =>
  ({ endpoint, model: 'adapter', operation: '', kind: 'service' }) as const
const fresh = (endpoint: string): Breaker => ({
  ...key(endpoint),
  tier: '4b',
  state: untouched,
  version: 0,
})

describeOnBoth('breakers', (database) => {
  const breakers = () => createBreakerStore(database().db)

  it('are read as they were written, times to the millisecond', async () => {
    const forced = {
      to: 'open',
      since: 1_795_914_000_123,
      until: 1_795_917_600_123,
      by: 'Ada “A.”',
      why: 'new GPU',
    } as const
    const state = { ...untouched, failures: 2, orders: ['ord_1'], forced }
    await breakers().write(fresh('a'), state)
    expect(await breakers().ofTier('4b')).toEqual([{ ...fresh('a'), state, version: 1 }])
    expect(await breakers().ofTier('32b')).toEqual([])
  })

  it('are written by one of those who saw the same', async () => {
    const writes = Array.from({ length: 12 }, (_, n) =>
      breakers().write(fresh('b'), { ...untouched, failures: n + 1 }),
    )
    const mine = (await Promise.all(writes)).filter(({ isMine }) => isMine)
    expect(mine).toHaveLength(1)
    expect(await breakers().ofTier('4b')).toContainEqual(
      expect.objectContaining({ endpoint: 'b', version: 1, state: mine[0]!.state }),
    )
  })

  it('tell a writer who came too late what stands', async () => {
    const { isMine, ...first } = await breakers().write(fresh('c'), { ...untouched, failures: 1 })
    expect(isMine).toBe(true)
    expect(await breakers().write(fresh('c'), untouched)).toEqual({ ...first, isMine: false })
    expect(await breakers().write(first, untouched)).toMatchObject({ version: 2, isMine: true })
  })

  it('are there for every endpoint of a tier, and for no other, once it has enrolled', async () => {
    const state = { ...untouched, failures: 1 }
    const large = { ...fresh('large'), tier: '32b' } as const
    await breakers().write(large, state)
    await breakers().write({ ...fresh('kept'), operation: 'gdpr.risk-plan' }, state)
    await breakers().enrol('4b', [key('kept'), key('new')])
    const all = await breakers().all()
    expect(all.map(({ endpoint, operation, version }) => [endpoint, operation, version])).toEqual(
      expect.arrayContaining([
        ['kept', 'gdpr.risk-plan', 1],
        ['kept', '', 1],
        ['new', '', 1],
        ['large', '', 1],
      ]),
    )
    expect(all).toHaveLength(4)
    await breakers().write({ ...fresh('new'), version: 1 }, state)
    await breakers().enrol('4b', [key('kept'), key('new')])
    expect(await breakers().all()).toContainEqual(
      expect.objectContaining({ endpoint: 'new', state }),
    )
  })

  it('are forgotten of a model that its endpoint serves no more, which would hide a dead one', async () => {
    await breakers().enrol('4b', [{ ...key('rack'), model: 'before' }])
    await breakers().enrol('4b', [{ ...key('rack'), model: 'after' }])
    const all = await breakers().ofTier('4b')
    expect(all.map(({ endpoint, model }) => [endpoint, model])).toEqual([['rack', 'after']])
  })
})
