import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import { usualOf } from '../../dev/stand-in-model/usual.ts'
import { startStandInModel } from '../../dev/stand-in-model.ts'
import { assignmentFor } from '../../inference/job/assignment.ts'
import { standardSettings } from '../../inference/settings/settings.ts'
import { createCanaryOffice } from '../../site/canaries.ts'
import { isComplete, openShop, type Shop } from '../shop.ts'

let shop: Shop
afterEach(() => shop?.close())

const signed = { by: 'Ada', why: 'ticket 812' }
const ofAll = { operation: null, tier: null }

const office = () => createCanaryOffice(shop.site)

const buy = (count: number) => Promise.all(Array.from({ length: count }, () => shop.buy()))

const settingsOf = async () =>
  (await shop.site.settings.standing()).map(({ key, value }) => [key, value])

it('a candidate that is worse goes back by itself, with the reason on record, and every order is tailored', async () => {
  shop = await openShop({ environment: { LATE_UPGRADE_WINDOW: 'PT12H' } })
  const candidate = { kind: 'model', name: 'nobody-serves-this', ...ofAll } as const
  await office()({ verb: 'start', ...candidate, ...signed, share: 60, isShadow: false })
  expect(await settingsOf()).toContainEqual(['model', 'nobody-serves-this'])
  await expect(
    office()({ verb: 'start', ...candidate, ...signed, share: 5, isShadow: false }),
  ).rejects.toThrow('Another candidate is under way')
  await sleep(1_500)
  const bought = await buy(10)
  const past = async () => (await office()({ verb: 'show' })).past
  await expect.poll(past).toMatchObject([
    {
      ending: 'rolled-back',
      endedBy: 'packhorse',
      reason: expect.stringMatching(
        /texts got no answer from the server, or were kept from it, of the others 0 of/,
      ),
    },
  ])
  expect(await settingsOf()).not.toContainEqual(['model', 'nobody-serves-this'])
  await sleep(1_500)
  for (const { order, token } of bought) {
    await shop.site.temporal.tryNow(order)
    // Ten orders have two packs each built meanwhile.
    const { sections } = await shop.until(token, isComplete, 180_000)
    expect(sections.map(({ source }) => source)).toEqual(['model', 'model', 'model'])
  }
})

it('texts that a breaker keeps from a candidate speak against it, as those do that get no answer', async () => {
  const models = ['packhorse-4b-lora', 'nothing-sound']
  const small = await startStandInModel({
    models,
    usual: usualOf({ worse: ['nothing-sound'], faulty: [] }),
  })
  const environment = { BREAKER_QUARANTINE: 'PT10M', LATE_UPGRADE_WINDOW: 'PT12H' }
  shop = await openShop({ environment: { ...environment, VLLM_4B_URLS: small.url } })
  const of = { operation: 'gdpr.notice-section', tier: null }
  const candidate = { kind: 'model', name: 'nothing-sound', ...of } as const
  await office()({ verb: 'start', ...candidate, ...signed, share: 99, isShadow: false })
  await sleep(1_500)
  const tallies = async () => (await office()({ verb: 'show' })).running?.tallies.candidate
  await buy(3)
  await expect.poll(tallies).toMatchObject({ invalid: { bad: 3, of: 3 } })
  await buy(1)
  await expect.poll(tallies).toMatchObject({ failed: { bad: 1, of: 4 } })
  expect(await tallies()).toMatchObject({ invalid: { bad: 3, of: 3 } })
  await small.close()
})

it('a shadow is asked and counted, and nobody gets what it writes', async () => {
  shop = await openShop()
  const candidate = { kind: 'model', name: 'packhorse-4b-lora', ...ofAll } as const
  await office()({ verb: 'start', ...candidate, ...signed, share: 99, isShadow: true })
  await sleep(1_500)
  const bought = await buy(2)
  for (const { token } of bought) await shop.until(token, isComplete)
  const attempts = shop.site.database.db.selectFrom('attempts').select(['artefact', 'order_id'])
  const shadows = () => attempts.where('operation', 'like', '%.shadow').execute()
  await expect.poll(async () => (await shadows()).length).toBeGreaterThan(5)
  for (const { order_id } of await shadows()) {
    const recorded = await shop.site.outcomes.ofOrder(order_id)
    expect(recorded.some(({ artefact }) => artefact.endsWith('-shadow'))).toBe(false)
  }
  const { running } = await office()({ verb: 'show' })
  expect(running?.tallies.candidate.invalid.of).toBeGreaterThan(5)
  expect(running).toMatchObject({ isShadow: true, fault: null, hasPassed: false })
  await office()({ verb: 'stop', ...signed })
  expect((await office()({ verb: 'show' })).running).toBeNull()
})

it('of two who end a candidate at the same time one does, and the other is told', async () => {
  shop = await openShop({ workers: [] })
  const candidate = { kind: 'model', name: 'new', ...ofAll, share: 5, isShadow: false } as const
  await office()({ verb: 'start', ...candidate, ...signed })
  // Both have seen it under way before either ends it.
  const { canaries } = shop.site
  const seen = await canaries.running()
  const site = { ...shop.site, canaries: { ...canaries, running: async () => seen } }
  const stop = () => createCanaryOffice(site)({ verb: 'stop', ...signed })
  const came = await Promise.allSettled([stop(), stop()])
  expect(came.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(came.find((one) => one.status === 'rejected')?.reason.message).toBe(
    'model new for 5 % of the orders was ended by somebody else meanwhile; npm run promote -- show says how.',
  )
})

it('nothing untried has all orders, unless that is said', async () => {
  shop = await openShop({ workers: [] })
  const model = { kind: 'model', name: 'new', ...ofAll } as const
  const promote = (isUntried: boolean) =>
    office()({ verb: 'promote', ...model, ...signed, isUntried })
  await expect(promote(false)).rejects.toThrow('has not been tried by a canary that passed')
  await promote(true)
  expect(await settingsOf()).toContainEqual(['model', 'new'])
  const unknown = { kind: 'prompt', name: '9.9.9', ...ofAll } as const
  await expect(
    office()({ verb: 'start', ...unknown, ...signed, share: 5, isShadow: false }),
  ).rejects.toThrow('No prompt is called “9.9.9”; there are: 1.4.0.')
})

it('a candidate prompt, and candidate evidence, are what the model is told, and no other operation is', async () => {
  shop = await openShop({ workers: [] })
  const { order } = await shop.order()
  const frozen = (await shop.site.orders.byId(order))!
  const asked = (artefact: string, prompt = '', knowledge = '') =>
    assignmentFor({ order: frozen, artefact, part: '' }, { ...standardSettings, prompt, knowledge })
  const [standing, candidate] = [asked('notice-section'), asked('notice-section', '1.4.0')]
  expect([standing?.artefact.promptVersion, candidate?.artefact.promptVersion]).toEqual([
    '1.3.0',
    '1.4.0',
  ])
  expect(candidate?.prompt.user).not.toBe(standing?.prompt.user)
  expect(asked('risk-plan', '1.4.0')?.prompt).toEqual(asked('risk-plan')?.prompt)
  const [without, withCards] = [
    asked('notice-section')?.cards,
    asked('notice-section', '', '2026-12')?.cards,
  ]
  expect(withCards).toBe(without! + 1)
})
