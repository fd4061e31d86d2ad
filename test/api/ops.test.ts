import fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createGuard } from '../../api/ops/guard.ts'
import { problemFrom, sendProblem } from '../../api/problem.ts'
import { createCalls } from '../../store/calls/calls.ts'
import { openShop, type Shop } from '../shop.ts'
import { askRecord, attemptOf } from '../store/new-order.ts'

const holders = [
  { name: 'ada', role: 'operator', token: 'token-of-ada' },
  { name: 'ben', role: 'viewer', token: 'token-of-ben' },
] as const

describe('/ops/costs', () => {
  let shop: Shop
  beforeAll(async () => {
    const OPS_TOKENS = holders.map((one) => Object.values(one).join(':')).join(',')
    shop = await openShop({ workers: [], environment: { OPS_TOKENS } })
  })
  afterAll(() => shop.close())

  const get = (url: string, authorization?: string) =>
    shop.app.inject({ url, headers: authorization === undefined ? {} : { authorization } })

  it.each([
    ['no token', undefined],
    ['another token', 'Bearer token-of-eve'],
    ['the beginning of a token', 'Bearer token-of'],
    ['a token and more', 'Bearer token-of-ada.'],
    ['a name', 'Bearer ada'],
    ['nothing behind the word', 'Bearer '],
    ['another scheme', 'Basic token-of-ada'],
  ])('is a problem document for %s', async (_, authorization) => {
    const answer = await get('/ops/costs', authorization)
    expect(answer.statusCode).toBe(401)
    expect(answer.headers['www-authenticate']).toBe('Bearer')
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json()).toMatchObject({ status: 401, title: 'Not known here' })
  })

  it('takes so many tries at a token from one network, and no more', async () => {
    const tries = Array.from({ length: 241 }, () =>
      shop.app.inject({ url: '/ops/costs', remoteAddress: '192.0.2.9' }),
    )
    const codes = (await Promise.all(tries)).map(({ statusCode }) => statusCode)
    expect(codes.filter((code) => code === 429)).toHaveLength(1)
  })

  it('tells a viewer what models cost, and nobody keeps a copy', async () => {
    const { order } = await shop.buy()
    const attempts = [attemptOf({ startedAt: new Date().toISOString(), costMicros: 1_234_567 })]
    await createCalls(shop.site.database).close(
      { order, artefact: 'risk-plan', part: '', round: 1 },
      { outcome: null, ask: askRecord(), attempts, log: [] },
    )
    const answer = await get('/ops/costs?days=1', 'Bearer token-of-ben')
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.json()).toMatchObject({
      days: 1,
      total: { calls: 1, costMicros: 1_234_567 },
      byTier: [{ name: '4b', costMicros: 1_234_567 }],
      byOperation: [{ name: 'gdpr.risk-plan', costMicros: 1_234_567 }],
      margins: [{ tier: 'self-serve', orders: 1, price: 7_900, inferenceMicros: 1_234_567 }],
      reviewDue: null,
    })
  })

  it.each(['0', '-1', 'all', '10000', '1.5'])('does not take %s for days', async (days) => {
    expect((await get(`/ops/costs?days=${days}`, 'bearer token-of-ada')).statusCode).toBe(422)
  })
})

describe('the guard', () => {
  const app = fastify()
  app.setErrorHandler((error, request, reply) => sendProblem(request, reply, problemFrom(error)))
  app.get('/reviews', { onRequest: createGuard(holders).atLeast('reviewer') }, () => 'seen')
  const get = (token: string) =>
    app.inject({ url: '/reviews', headers: { authorization: `Bearer ${token}` } })

  it('lets a higher role do what a lower one may', async () => {
    expect((await get('token-of-ada')).body).toBe('seen')
  })

  it('refuses a lower role, and says which is needed', async () => {
    const { statusCode, headers, body } = await get('token-of-ben')
    expect(statusCode).toBe(403)
    expect(headers['content-type']).toContain('application/problem+json')
    expect(body).toContain('needs the role reviewer')
  })

  it('lets nobody in where no token is set', async () => {
    const closed = fastify()
    closed.get('/reviews', { onRequest: createGuard([]).atLeast('viewer') }, () => 'seen')
    expect((await closed.inject({ url: '/reviews' })).statusCode).toBe(401)
  })
})
