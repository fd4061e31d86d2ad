import { createPublicKey } from 'node:crypto'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { paths } from '../../api/openapi/paths.ts'
import { catalogue } from '../../catalogue/catalogue.ts'
import { firms } from '../packs/firms.ts'
import { openShop, type Shop } from '../shop.ts'
import { answersWith, orderBody, postOrder } from './calls.ts'

type Json = Record<string, unknown>

const created: { app: FastifyInstance; routes: string[] }[] = []
const collect = (message: unknown) => {
  const { fastify: app } = message as { fastify: FastifyInstance }
  const routes: string[] = []
  created.push({ app, routes })
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) routes.push(`${one} ${url}`)
  })
}

let shop: Shop
beforeAll(async () => {
  subscribe('fastify.initialization', collect)
  shop = await openShop({ workers: [] })
  unsubscribe('fastify.initialization', collect)
})
afterAll(() => shop.close())

const get = async (url: string) => (await shop.app.inject({ url })).json<Json>()

describe('/openapi.json', () => {
  it('is a description by OpenAPI 3.1', async () => {
    expect(await get('/openapi.json')).toMatchObject({ openapi: '3.1.1', info: { version: '1' } })
  })

  it('has every route but HEAD, the pages’ assets and what is for ourselves, and no other', () => {
    const served = created.find(({ app }) => app === shop.app)?.routes ?? []
    const public_ = served.filter((one) => !/^HEAD |^GET \/assets\/|^\w+ \/ops\//.test(one))
    const described = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((verb) => `${verb.toUpperCase()} ${path}`),
    )
    const asTemplate = (one: string) => one.replace(/:(\w+)/g, '{$1}')
    expect(public_.map(asTemplate).sort()).toEqual(described.sort())
  })

  it('names the parameters of each path', () => {
    for (const [path, operations] of Object.entries(paths))
      for (const operation of Object.values(operations) as Json[]) {
        const inPath = ((operation['parameters'] ?? []) as Json[]).filter(
          (one) => one['in'] === 'path',
        )
        const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
        expect(inPath.map((one) => one['name'])).toEqual(names)
      }
  })

  it('refers to schemas that it has', async () => {
    const text = JSON.stringify(await get('/openapi.json'))
    const { components } = (await get('/openapi.json')) as { components: { schemas: Json } }
    const named = new Set([...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, n]) => n))
    expect(named).toEqual(new Set(Object.keys(components.schemas)))
  })

  it('describes what the API answers', async () => {
    const ordered = (await postOrder(shop, orderBody())).json<{ token: string }>()
    const problem = await get('/orders/none')
    const order = await get(`/orders/${ordered.token}`)
    const said = {
      Ordered: ordered,
      Order: order,
      Problem: problem,
      Readiness: await get('/readyz'),
    }
    for (const [name, value] of Object.entries(said))
      expect((await schemaOf(name)).safeParse(value).error, name).toBeUndefined()
  })

  it('describes the orders that the API takes', async () => {
    const schema = await schemaOf('Checkout')
    expect(schema.safeParse(orderBody({ currency: 'gbp' })).success).toBe(true)
    expect(schema.safeParse(orderBody({ consent: false })).success).toBe(false)
  })
})

async function schemaOf(name: string) {
  const { components } = (await get('/openapi.json')) as { components: { schemas: Json } }
  const text = JSON.stringify({ $ref: `#/$defs/${name}`, $defs: components.schemas })
  return z.fromJSONSchema(JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/')))
}

describe.each(Object.keys(catalogue))('questions.json of %s', (pack) => {
  const url = `/packs/${pack}/questions.json`

  it('is a JSON Schema of 2020-12', async () => {
    const schema = await get(url)
    expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema')
    expect(schema['type']).toBe('object')
  })

  it('gives every question a title', async () => {
    expect(untitled(await get(url))).toEqual([])
  })

  it('takes the answers of every sample firm', async () => {
    const schema = z.fromJSONSchema(await get(url))
    for (const { name, answers } of firms)
      expect(schema.safeParse(answers).error, name).toBeUndefined()
  })

  it.each([
    ['company.staff', '1.5'],
    ['place.where', 'mars'],
    ['company.legalName', undefined],
    ['systems', [{ name: 'Xero' }]],
  ])('refuses %s: %j, as the checkout does', async (path, value) => {
    const answers = JSON.parse(JSON.stringify(answersWith(path, value)))
    expect(z.fromJSONSchema(await get(url)).safeParse(answers).success).toBe(false)
    expect((await postOrder(shop, orderBody({ answers }))).statusCode).toBe(422)
  })
})

/** Paths of the properties that have no title. */
function untitled(schema: unknown, path = ''): string[] {
  const { properties = {}, items } = schema as { properties?: Json; items?: unknown }
  const inside = Object.entries(properties).flatMap(([name, child]) => {
    const here = `${path}/${name}`
    const { title } = child as Json
    return [...(typeof title === 'string' && title !== '' ? [] : [here]), ...untitled(child, here)]
  })
  return items === undefined ? inside : [...inside, ...untitled(items, `${path}/*`)]
}

it('questions.json of a pack that is not sold is 404', async () => {
  expect((await shop.app.inject({ url: '/packs/nope/questions.json' })).statusCode).toBe(404)
})

it('the signing key is a public Ed25519 key as PEM', async () => {
  const answer = await shop.app.inject({ url: '/.well-known/packhorse-signing-key' })
  expect(answer.headers['content-type']).toContain('application/x-pem-file')
  expect(createPublicKey(answer.body)).toMatchObject({
    type: 'public',
    asymmetricKeyType: 'ed25519',
  })
})

it('the process is alive', async () => {
  expect(await get('/healthz')).toEqual({ status: 'ok' })
})

it('the process is ready when all that it needs answers, and names the models that no worker serves', async () => {
  const checks = {
    database: 'ok',
    blobs: 'ok',
    temporal: 'ok',
    delivery: 'ok',
    workers: 'degraded',
    models: 'degraded',
    inbox: 'ok',
    'webhook-endpoint': 'ok',
    books: 'ok',
    prices: 'ok',
  }
  expect(await get('/readyz')).toEqual({ ready: true, checks })
})

it('the metrics have the names that dashboards rely on', () => {
  const names = shop.site.metrics.registry.getMetricsAsArray().map(({ name }) => name)
  const orders = ['orders_total', 'order_paid_to_ready_seconds', 'oldest_paid_undelivered_seconds']
  const inference = ['calls_total', 'latency_seconds', 'tokens_total', 'cost_total'].map(
    (n) => `inference_${n}`,
  )
  const others = ['sections', 'webhooks', 'releases', 'checkouts', 'downloads'].map(
    (n) => `${n}_total`,
  )
  const wanted = [...orders, ...inference, ...others].map((name) => `packhorse_${name}`)
  expect(names).toEqual(expect.arrayContaining(wanted))
})
