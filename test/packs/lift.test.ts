import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  catalogue,
  leftOutOf,
  packOf,
  sectionPlans,
  soldPackOf,
  withdrawn,
} from '../../catalogue/catalogue.ts'
import { type DeclaredPack, definePack, type PackDefinition } from '../../catalogue/definition.ts'
import { gdpr } from '../../catalogue/gdpr.ts'
import { lifted } from '../../catalogue/lift.ts'
import { composePack } from '../../documents/compose/compose.ts'
import { createCheckout } from '../../orders/checkout/checkout.ts'
import { createExamine } from '../../orders/checkout/examine.ts'
import type { Answers, FrozenOrder } from '../../pack/order.ts'
import { firstRelease } from '../documents/rig.ts'
import { packs } from './firms.ts'

// What checkouts froze, a file for each content version whose questions differ from those before.
const folder = join(import.meta.dirname, 'frozen')
const frozen = readdirSync(folder).map((file) => ({
  name: file.replace('.json', ''),
  order: JSON.parse(readFileSync(join(folder, file), 'utf8')) as FrozenOrder,
}))

describe.each(frozen)('the order $name', ({ order }) => {
  test('is built from today’s questions, templates and static forms', () => {
    const pack = packOf(order.pack)
    if (pack === undefined) throw new Error(`The catalogue lost the pack ${order.pack}.`)
    const { documents } = composePack(pack, order, firstRelease(order))
    expect(documents.length).toBeGreaterThan(10)
  })
})

test.each(packs)('$id keeps an order that was frozen before each of its lifts', ({ id, pack }) => {
  const versions = frozen.filter(({ order }) => order.pack === id).map(({ order }) => order)
  const hasOlder = (to: string) =>
    versions.some((order) => lifted(order, [{ to, lift: (same) => same }]) !== order)
  expect(pack.lifts.filter(({ to }) => !hasOlder(to))).toEqual([])
})

describe('a next version that asks otherwise', () => {
  const renamed = (answers: Answers, from: string, to: string): Answers => {
    const { [from]: value, ...company } = answers['company'] as Record<string, unknown>
    return { ...answers, company: { ...company, [to]: value } }
  }
  const company = z.looseObject({ trade: z.string() })
  const declared: DeclaredPack<z.ZodObject> = {
    ...gdpr,
    contentVersion: '1.10.0',
    questionnaire: z.looseObject({ company }),
    lifts: [],
    view: (answers, order) => gdpr.view({ ...order, answers: renamed(answers, 'trade', 'sector') }),
  }
  const lifts = [{ to: '1.10.0', lift: (one: Answers) => renamed(one, 'sector', 'trade') }]
  const { order } = frozen[0]!

  test('builds the same documents for an order of the version before', () => {
    const keys = (pack: PackDefinition) =>
      composePack(pack, order, firstRelease(order)).documents.map(({ key }) => key)
    expect(keys(definePack({ ...declared, lifts }))).toEqual(keys(gdpr))
  })

  test('could not read that order without its lift', () => {
    expect(() => definePack(declared).view(order)).toThrow(
      'the questions of gdpr 1.10.0 refuse what it answers to company.trade.',
    )
  })

  test('leaves the answers of its own orders alone', () => {
    const own = { ...order, contentVersion: '1.10.0' }
    expect(lifted(own, lifts)).toBe(own)
  })
})

test('lifts follow one another, from the version that froze the order on', () => {
  const adds = (step: string) => (answers: Answers) => ({
    ...answers,
    steps: `${steps(answers)}${step}`,
  })
  const steps = (answers: Answers) => z.string().default('').parse(answers['steps'])
  const lifts = [
    { to: '1.2.0', lift: adds('a') },
    { to: '1.10.0', lift: adds('b') },
    { to: '2.0.0', lift: adds('c') },
  ]
  const from = (contentVersion: string) =>
    steps(lifted({ ...frozen[0]!.order, contentVersion, answers: {} }, lifts).answers)
  expect(['1.0.0', '1.2.0', '1.9.9', '1.10.0', '2.0.0'].map(from)).toEqual([
    'abc',
    'bc',
    'bc',
    'c',
    '',
  ])
})

describe('a pack that is sold no more', () => {
  const shelf = withdrawn as Record<string, PackDefinition>
  beforeAll(() => void (shelf['old-gdpr'] = gdpr))
  afterAll(() => void delete shelf['old-gdpr'])
  const bought = { ...frozen[0]!.order, pack: 'old-gdpr' }

  test('is known to the orders of those who bought it', () => {
    expect(packOf('old-gdpr')).toBe(gdpr)
    expect(sectionPlans(bought)).toEqual(sectionPlans({ ...bought, pack: 'gdpr' }))
    expect(leftOutOf(bought)).toEqual(leftOutOf({ ...bought, pack: 'gdpr' }))
  })

  test('is offered to nobody, and no checkout takes it', async () => {
    expect([soldPackOf('old-gdpr'), catalogue['old-gdpr']]).toEqual([undefined, undefined])
    const untouched = () => Promise.reject(new Error('The checkout went on.'))
    const checkout = createCheckout({
      orders: { create: untouched, byIdempotencyKey: untouched, setSession: untouched },
      payments: { createCheckout: untouched, retrieveSession: untouched },
      examine: createExamine(
        () => [],
        () => true,
      ),
      rehearse: untouched,
      prepare: () => {},
      clock: () => new Date(),
    })
    const { answers, tier } = bought
    const asked = checkout({ pack: 'old-gdpr', tier, email: 'anna@example.com', answers })
    await expect(asked).resolves.toEqual({ kind: 'unknown-pack' })
  })
})
