import { expect, it } from 'vitest'
import { createModelTiers } from '../../store/model-tiers.ts'
import { describeOnBoth } from '../databases.ts'

describeOnBoth('state of the models', (database) => {
  const tiers = () => createModelTiers(database().db)

  it('is up with the first answer, and nobody is told', async () => {
    expect(await tiers().heard('32b', null)).toBeNull()
    expect(await tiers().all()).toMatchObject([{ tier: '32b', state: 'up', reason: null }])
  })

  it('takes three failures in a row to degrade, and tells it once, whoever heard them', async () => {
    const heard = Array.from({ length: 12 }, () => tiers().heard('4b', 'unreachable'))
    const told = (await Promise.all(heard)).filter((state) => state !== null)
    expect(told).toMatchObject([{ tier: '4b', state: 'degraded', reason: 'unreachable' }])
    expect(await tiers().all()).toContainEqual(told[0])
  })

  it('is up again with one answer, and tells it once', async () => {
    const heard = Array.from({ length: 5 }, () => tiers().heard('4b', null))
    const told = (await Promise.all(heard)).filter((state) => state !== null)
    expect(told).toMatchObject([{ tier: '4b', state: 'up', reason: null }])
  })

  it('stays up when answers come between failures', async () => {
    for (let turn = 0; turn < 5; turn++) {
      expect(await tiers().heard('4b', 'timeout')).toBeNull()
      expect(await tiers().heard('4b', 'timeout')).toBeNull()
      expect(await tiers().heard('4b', null)).toBeNull()
    }
  })
})
