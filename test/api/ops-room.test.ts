import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bearer, type OpsShop, openOpsShop } from './ops-shop.ts'

let ops: OpsShop
beforeAll(async () => {
  ops = await openOpsShop()
})
afterAll(() => ops.shop.close())

const get = async (url: string, name = 'ben') => {
  const headers = bearer(name)
  return ops.shop.app.inject({ url, headers, remoteAddress: ops.remoteAddress() })
}

const post = async (url: string, payload: object, name = 'ada') => {
  const headers = bearer(name)
  return ops.shop.app.inject({
    ...{ method: 'POST', url, headers, payload, remoteAddress: ops.remoteAddress() },
  } as const)
}

const why = 'ticket 812'
const rooms = ['orders', 'reviews', 'models', 'money', 'settings', 'log']

describe('the operator’s room', () => {
  it.each(rooms)('/ops/%s is shut to strangers, and open to all three roles', async (room) => {
    const url = `/ops/${room}`
    const stranger = { url, remoteAddress: ops.remoteAddress() }
    expect((await ops.shop.app.inject(stranger)).statusCode).toBe(401)
    for (const name of ['ada', 'ben', 'eve']) expect((await get(url, name)).statusCode).toBe(200)
    const page = { ...bearer('ben'), accept: 'text/html' }
    const html = await ops.shop.app.inject({
      url,
      headers: page,
      remoteAddress: ops.remoteAddress(),
    })
    expect(html.body).toContain('aria-current="page"')
  })

  it.each([
    ['/ops/models', { endpoint: 'a', model: 'b', verb: 'open' }],
    ['/ops/settings/set', { key: 'cache', value: 'false' }],
    ['/ops/settings/unset', { key: 'cache' }],
    ['/ops/settings/safe-mode', { to: 'on' }],
    ['/ops/settings/stop-candidate', {}],
  ])('%s takes acts from operators alone, with a reason', async (url, asked) => {
    for (const name of ['ben', 'eve'])
      expect((await post(url, { ...asked, why }, name)).statusCode).toBe(403)
    const { statusCode, json } = await post(url, asked)
    expect([statusCode, json().title]).toEqual([422, 'Not understood'])
  })
})

describe('a model', () => {
  it('is held back and let through, on record', async () => {
    const { breakers } = ops.shop.site
    await breakers.enrol('4b', [{ endpoint: 'rack-1', model: 'm', operation: '', kind: 'service' }])
    const act = (verb: string) =>
      post('/ops/models', { endpoint: 'rack-1', model: 'm', verb, why, minutes: 5 })
    const of = (answer: Awaited<ReturnType<typeof act>>) =>
      answer.json().breakers.find(({ endpoint }: { endpoint: string }) => endpoint === 'rack-1')
    expect(of(await act('open'))).toMatchObject({
      isOpen: true,
      forced: { to: 'open', by: 'ada', why },
    })
    expect(of(await act('release'))).toMatchObject({ isOpen: false, forced: null })
    const { entries } = (await get('/ops/log?find=rack-1')).json()
    expect(entries).toMatchObject([
      { what: 'breaker release' },
      { what: 'breaker open', by: 'ada', why },
    ])
  })

  it('that nobody knows is named, and nothing is done', async () => {
    const answer = await post('/ops/models', { endpoint: 'nowhere', model: 'm', verb: 'open', why })
    expect([answer.statusCode, answer.json().detail]).toEqual([
      409,
      expect.stringContaining('nowhere'),
    ])
  })

  it('is told of by its tier: calls, money, and what waits', async () => {
    const { tiers } = (await get('/ops/models')).json()
    expect(tiers.map(({ tier }: { tier: string }) => tier)).toEqual(['4b', '32b', 'judge'])
    expect(tiers[0]).toMatchObject({
      calls: 0,
      tailored: 0,
      spent: 0,
      held: 0,
      waiting: expect.any(Number),
    })
    expect(tiers[0].hourly).toHaveLength(24)
  })
})

describe('a setting', () => {
  const others = (all: readonly { key: string }[]) => all.filter(({ key }) => key !== 'cache')
  const standing = async () => others((await get('/ops/settings')).json().standing)

  it('is set and unset, for what it is to hold for', async () => {
    const scope = { operation: 'gdpr.risk-plan', tier: '4b', share: 20 }
    const set = await post('/ops/settings/set', {
      key: 'maxTokens',
      value: '500',
      ...scope,
      why,
      minutes: 10,
    })
    expect(others(set.json().standing)).toMatchObject([
      { key: 'maxTokens', value: 500, ...scope, by: 'ada', why },
    ])
    await post('/ops/settings/unset', { key: 'maxTokens', ...scope, why })
    expect(await standing()).toEqual([])
  })

  it.each([
    ['that is none', { key: 'nothing', value: '1' }, 'is no setting'],
    [
      'with a value that it cannot have',
      { key: 'temperature', value: 'hot' },
      'it must be a number',
    ],
    ['that is not set', { key: 'economy', value: null }, 'is not set there'],
  ])('%s changes nothing, and says why', async (_, { key, value }, said) => {
    const asked = { key, why, ...(value !== null && { value }) }
    const answer = await post(`/ops/settings/${value === null ? 'unset' : 'set'}`, asked)
    expect([answer.statusCode, answer.json().detail]).toEqual([409, expect.stringContaining(said)])
    expect(await standing()).toEqual([])
  })

  it('for safe mode has its own switch, for all and for a part', async () => {
    await post('/ops/settings/safe-mode', { to: 'on', why })
    expect(await standing()).toMatchObject([
      { key: 'safeMode', value: true, tier: null, by: 'ada' },
    ])
    await post('/ops/settings/safe-mode', { to: 'off', why })
    expect(await standing()).toEqual([])
  })
})

describe('the log', () => {
  it('can be taken away, which is on it too, and holds no formula', async () => {
    await post('/ops/settings/set', { key: 'temperature', value: '0.5', why: '=HYPERLINK("x")' })
    const csv = await get('/ops/log.csv?days=1')
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(csv.body.split('\r\n')[0]).toBe('at,by,what,subject,why,outcome')
    expect(csv.body).toContain(`"'=HYPERLINK(""x"")"`)
    const entries = (await get('/ops/log.json?find=export-log')).json()
    expect(entries).toMatchObject([
      { by: 'ben', what: 'export-log' },
      { by: 'ben', outcome: expect.stringMatching(/^\d+ entries$/) },
    ])
    await post('/ops/settings/unset', { key: 'temperature', why })
  })

  it('finds what is looked for letter by letter, signs of a pattern too', async () => {
    expect((await get('/ops/log?find=%25%25')).json().entries).toEqual([])
    expect((await get('/ops/log?days=0')).statusCode).toBe(422)
  })
})
