import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { standardSettings } from '../../inference/settings/settings.ts'
import { askFor, openRig, order } from './rig.ts'

const close: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const one of close.splice(0)) await one()
})

/** A switch that somebody turns while it runs. */
async function rigWithSwitch(isOn: boolean) {
  const standing = { safeMode: isOn }
  const rig = await openRig({ settingsOf: async () => ({ ...standardSettings, ...standing }) })
  close.push(rig.close)
  return { ...rig, standing }
}

const ask = () => askFor('notice-section', { order, tier: '32b' })
const held = { source: 'none', reason: 'safe-mode' }

describe('safe mode', () => {
  it('asks no model, and falls to none', async () => {
    const { write, attempts } = await rigWithSwitch(true)
    expect(await write(ask())).toEqual(held)
    expect(attempts).toEqual([])
  })

  it('keeps nothing of what was being written when it came on, for nobody', async () => {
    const { write, standing, server, attempts, calls } = await rigWithSwitch(false)
    await server.behave({ mode: 'slow', latency: 300 })
    const written = write(ask())
    await sleep(100)
    standing.safeMode = true
    expect(await written).toEqual(held)
    expect(attempts).toHaveLength(1)
    expect(calls.closings.at(-1)?.reuse ?? null).toMatchObject({ text: null })
  })

  it('leaves all as it is where it is off', async () => {
    const { write } = await rigWithSwitch(false)
    expect(await write(ask())).toMatchObject({ source: 'model' })
  })
})
