import { afterEach, describe, expect, it } from 'vitest'
import type { Guarded } from '../../inference/guard/guarded.ts'
import { changed } from '../packs/changed.ts'
import { askFor, openRig, order, type RigOptions } from './rig.ts'

const close: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const one of close.splice(0)) await one()
})

async function rigWith(settings: RigOptions['settings'] = {}) {
  const seen: Guarded[] = []
  const rig = await openRig({ settings, observeGuard: (one) => seen.push(one) })
  close.push(rig.close)
  return { ...rig, seen }
}

const description = 'We bake bread; our cleaner Rosa Almeida comes on Fridays.'
const named = {
  ...order,
  answers: changed(order.answers, 'company.description', description),
}

/** The one says what the firm does, the other does not. */
const ofTheFirm = () => askFor('risk-plan', { order: named, tier: '32b' })
const ofARight = () => askFor('notice-section', { order: named, tier: '32b' })

describe('an answer that names a person', () => {
  it('is told to no model, and the part ends with its reason', async () => {
    const { write, attempts, seen } = await rigWith()
    expect(await write(ofTheFirm())).toEqual({ source: 'none', reason: 'input-blocked' })
    expect(attempts).toEqual([])
    expect(seen).toEqual([{ direction: 'input', reason: 'person', mode: 'enforce' }])
  })

  it('holds up no part that does not tell of it', async () => {
    const { write, seen } = await rigWith()
    expect(await write(ofARight())).toMatchObject({ source: 'model' })
    expect(seen).toEqual([])
  })

  it('is counted and passes where the guard only watches', async () => {
    const { write, seen } = await rigWith({ inputGuard: 'monitor' })
    expect(await write(ofTheFirm())).toMatchObject({ source: 'model' })
    expect(seen).toEqual([{ direction: 'input', reason: 'person', mode: 'monitor' }])
  })

  it('passes unseen where the guard is off', async () => {
    const { write, seen } = await rigWith({ inputGuard: 'off' })
    expect(await write(ofTheFirm())).toMatchObject({ source: 'model' })
    expect(seen).toEqual([])
  })
})
