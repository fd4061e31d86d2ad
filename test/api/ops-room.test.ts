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
const rooms = ['orders', 'batches', 'reviews', 'models', 'money', 'settings', 'incidents', 'log']

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
    ['/ops/money/review', { seen: 'x'.repeat(41) }],
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

describe('a review of the prices', () => {
  const watch = async () => (await get('/ops/money')).json().priceReview
  const review = (seen?: string) => post('/ops/money/review', { why, ...(seen && { seen }) })

  it('is made once by those who saw the same, and is the end of what was to be reviewed', async () => {
    const { prices } = ops.shop.site
    const costing = (price: number) =>
      prices.seen([{ name: 'rack-9', pricePerMTok: { in: price, out: 1 } }])
    await costing(0.1)
    await costing(0.2)
    expect(await watch()).toMatchObject({ reviewedAt: null, changes: [{ endpoint: 'rack-9' }] })
    const made = (await review('never')).json()
    expect(made).toMatchObject({ reviewDue: null, priceReview: { changes: [] } })
    const late = await review('never')
    expect([late.statusCode, late.json().detail]).toEqual([
      409,
      `Somebody reviewed the prices at ${made.priceReview.reviewedAt}; look at what has changed since, and review that.`,
    ])
    expect((await watch()).reviewedAt).toBe(made.priceReview.reviewedAt)
    expect((await review(made.priceReview.reviewedAt)).statusCode).toBe(200)
    expect((await watch()).reviewedBefore).toBe(made.priceReview.reviewedAt)
    const { entries } = (await get('/ops/log?find=review-prices')).json()
    expect(entries.at(-1)).toMatchObject({
      by: 'ada',
      why,
      outcome: expect.stringMatching(/^reviewed: .*rack-9/),
    })
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

describe('an incident', () => {
  const leak = { kind: 'leak', title: 'A pack names *another* firm', minutes: 60 }
  const open = async (asked: object, name = 'eve') => post('/ops/incidents', asked, name)

  it('is opened by whoever reads texts, counted, and ended by an operator, once', async () => {
    expect((await open(leak, 'ben')).statusCode).toBe(403)
    const { incident } = (await open(leak)).json()
    expect(incident).toMatchObject({ kind: 'leak', openedBy: 'eve', endedAt: null })
    expect((await ops.shop.site.incidents.openByKind()).get('leak')).toBe(1)

    const end = (name: string, learned = 'one prompt held two orders') =>
      post(`/ops/incidents/${incident.id}/end`, { learned }, name)
    expect((await end('eve')).statusCode).toBe(403)
    expect((await end('ada', '')).statusCode).toBe(422)
    expect((await end('ada')).json().incident).toMatchObject({ endedBy: 'ada' })
    expect((await ops.shop.site.incidents.openByKind()).get('leak')).toBe(0)
    expect((await end('ada')).json().detail).toBe(
      `Incident ${incident.id} is over already, or there is none.`,
    )
  })

  it('tells what customers had of it, and what was done, in the order of time', async () => {
    await ops.paid()
    const { incident } = (await open(leak)).json()
    await post('/ops/settings/safe-mode', { to: 'on', why: 'it writes of others' })
    await post('/ops/settings/safe-mode', { to: 'off', why: 'mended' })
    const { impact, timeline } = (await get(`/ops/incidents/${incident.id}`)).json()
    expect(impact).toMatchObject({ paid: 1, undelivered: 1, failed: [], refunds: 0 })
    const told = timeline.map(({ why }: { why: string }) => why)
    const ours = [leak.title, 'it writes of others', 'mended']
    expect(told.slice(told.lastIndexOf(leak.title))).toEqual(ours)

    const draft = await get(`/ops/incidents/${incident.id}/post-mortem.md`)
    expect(draft.headers['content-type']).toBe('text/markdown; charset=utf-8')
    expect(draft.body).toContain(`# Incident ${incident.id}: A pack names \\*another\\* firm`)
    expect(draft.body).toContain('- Orders paid in this time: 1\n')
    expect(draft.body).toContain('60 minutes later')
    expect(draft.body).toMatch(/ada: set safeMode\. it writes of others → true\n/)
  })

  it('that is none, or is not understood, is refused in a sentence', async () => {
    for (const id of ['0', '999', 'x', '1e1'])
      expect((await get(`/ops/incidents/${id}`)).statusCode).toBe(404)
    for (const asked of [{}, { ...leak, kind: 'fire' }, { ...leak, title: 'two\nlines' }])
      expect((await open(asked)).json().detail).toContain('“kind” (leak, outage')
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
