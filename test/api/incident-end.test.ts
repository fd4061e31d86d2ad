import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { momentWords } from '../../api/pages/figures.ts'
import { incidentRoom } from './incident-room.ts'
import { type OpsShop, openOpsShop } from './ops-shop.ts'

describe('the end of an incident', () => {
  let ops: OpsShop
  beforeAll(async () => {
    ops = await openOpsShop()
  })
  afterAll(() => ops.shop.close())

  const { open, end, preview, get, post } = incidentRoom(
    () => ops.shop.app,
    () => ops.remoteAddress(),
  )

  it('is when it was mended, in its letters and in its story, not when somebody said so', async () => {
    const { order } = await ops.paid()
    const money = await open('money')
    const early = await post(`/ops/incidents/${money.id}/end`, { learned: 'much', minutes: 31 })
    expect([early.statusCode, early.json().detail]).toEqual([
      409,
      `Incident ${money.id} began 30 minutes ago: it cannot have been mended before that.`,
    ])
    for (const minutes of ['-1', 'x', '1.5', '100000'])
      expect(
        (await post(`/ops/incidents/${money.id}/end`, { learned: 'much', minutes })).json().detail,
      ).toContain('“minutes”, how long ago it was mended')
    const { endedAt } = await end(money, 20)
    expect(Math.round((Date.parse(endedAt!) - Date.parse(money.beganAt)) / 60_000)).toBe(10)
    const { text } = (await preview(money, { only: order })).json()
    expect(text.replaceAll('\n', ' ')).toContain(`to ${momentWords(endedAt!)}, some customers`)
    const { timeline } = (await get(`/ops/incidents/${money.id}`)).json()
    expect(timeline.at(-1)).toMatchObject({ what: 'end-incident', why: 'much', outcome: 'over' })
  })

  it('is now where nobody says how long ago it was', async () => {
    const money = await open('money')
    const before = Date.now()
    const url = `/ops/incidents/${money.id}/end`
    const { incident } = (await post(url, { learned: 'much', minutes: '' })).json()
    expect(Date.parse(incident.endedAt)).toBeGreaterThanOrEqual(before)
  })
})
