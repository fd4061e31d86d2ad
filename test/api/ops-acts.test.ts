import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bearer, type OpsShop, openOpsShop } from './ops-shop.ts'

let ops: OpsShop
beforeAll(async () => {
  ops = await openOpsShop()
})
afterAll(() => ops.shop.close())

const html = 'text/html'
const why = 'ticket 812'

const send = (url: string, payload: object, accept = 'application/json') =>
  ops.shop.app.inject({
    ...{ method: 'POST', url, headers: { ...bearer('ada'), accept }, payload },
    remoteAddress: ops.remoteAddress(),
  } as const)

const get = async (url: string, headers: Record<string, string> = {}) => {
  const known = { ...bearer('ada'), ...headers }
  return ops.shop.app.inject({ url, headers: known, remoteAddress: ops.remoteAddress() })
}

const safeMode = (to: 'on' | 'off', asked: object = {}) =>
  send('/ops/settings/safe-mode', { to, why, ...asked })

describe('after an act', () => {
  it('a browser is led to the page, which says once what it came to', async () => {
    const url = '/ops/settings'
    const asked = { key: 'cache', value: 'true', why }
    const answer = await send(`${url}/set`, asked, html)
    expect([answer.statusCode, answer.headers.location]).toEqual([303, url])
    const [cookie = ''] = String(answer.headers['set-cookie']).split(';')
    const page = await get(url, { accept: html, cookie })
    expect(page.body).toContain(
      '<p class="said" role="status">cache is true now, for everything.</p>',
    )
    expect(page.headers['set-cookie']).toMatch(/^packhorse_said=; .*Max-Age=0/)
    expect((await get(url, { accept: html })).body).not.toContain('class="said"')
  })

  it.each([
    ['/ops/settings/safe-mode', { to: 'off' }, '/ops/settings'],
    ['/ops/money/review', {}, '/ops/money'],
  ])('%s cannot be done again by a reload', async (url, asked, page) => {
    const answer = await send(url, { ...asked, why }, html)
    expect([answer.statusCode, answer.headers.location]).toEqual([303, page])
  })

  it('what a cookie of somebody else says is shown as text, or not at all', async () => {
    const page = async (value: string) =>
      (await get('/ops/settings', { accept: html, cookie: `packhorse_said=${value}` })).body
    expect(await page('%3Cb%3Ehello')).toContain('&lt;b&gt;hello')
    expect(await page('%E0%A4%A')).not.toContain('class="said"')
  })

  it('that is refused, a browser is led back to the room', async () => {
    const answer = await send('/ops/settings/set', { key: 'none', value: '1', why }, html)
    expect([answer.statusCode, answer.body]).toEqual([
      409,
      expect.stringContaining('href="/ops/settings">To the room: settings'),
    ])
  })
})

describe('safe mode', () => {
  const standing = async () => (await get('/ops/settings')).json().standing
  const known = async () => {
    const { body } = await get('/ops/settings', { accept: html })
    return /name="known" value="([^"]*)"/.exec(body)?.[1]
  }

  it('is not undone by whoever has not seen that it was turned on', async () => {
    await safeMode('off')
    const stale = await known()
    expect(stale).toBe('')
    await safeMode('on', { why: 'leak of names' })
    const answer = await safeMode('off', { known: stale })
    expect([answer.statusCode, answer.json().title]).toEqual([
      409,
      'Safe mode was changed meanwhile',
    ])
    const left = expect.objectContaining({ key: 'safeMode', why: 'leak of names' })
    expect(await standing()).toEqual(expect.arrayContaining([left]))
    expect((await safeMode('off', { known: await known() })).statusCode).toBe(200)
  })

  it('that is off for one tier alone is told so', async () => {
    await safeMode('on')
    const answer = await send('/ops/settings/safe-mode', { to: 'off', tier: '4b', why }, html)
    expect(decodeURIComponent(String(answer.headers['set-cookie']))).toContain(
      'Safe mode is turned off for the 4b tier; every worker',
    )
    const { body } = await get('/ops/settings', { accept: html })
    expect(body).toContain('for everything, by ada: ticket 812')
    expect(body).toContain('But off: for the 4b tier, by ada: ticket 812')
    await safeMode('off')
  })

  it.each(['gdpr.risk-plann', 'risk-plan'])('is for no operation %s', async (operation) => {
    const setting = { key: 'enabled', value: 'false', operation, why }
    for (const answer of [
      await safeMode('on', { operation }),
      await send('/ops/settings/set', setting),
    ])
      expect([answer.statusCode, answer.json().detail]).toEqual([
        409,
        expect.stringContaining(`no operation “${operation}”; it must be one of: gdpr.`),
      ])
    const keys = (await standing()).map(({ key }: { key: string }) => key)
    expect(keys).not.toContain('safeMode')
    expect(keys).not.toContain('enabled')
  })
})

it('a refund that was asked for before is told to be that one', async () => {
  const { order, intent } = await ops.paid()
  const refund = () => ops.act(order, 'refund', { amount: 500 })
  const [first, second] = [await refund(), await refund()]
  expect(first.json().outcome).toMatch(/go back within a minute$/)
  expect(second.json().outcome).toMatch(/as was asked for before|went back already/)
  await expect.poll(() => ops.refunds(intent)).toEqual([500])
})
