import { describe, expect, test } from 'vitest'
import { packOf } from '../../catalogue/catalogue.ts'
import { contextOf } from '../../documents/compose/context.ts'
import { templatesOf } from '../../documents/text/templates.ts'
import { firstRelease } from '../documents/rig.ts'
import { orderOf, packs, staticDocuments } from './firms.ts'

const everyFirm = packs.flatMap(({ id, pack, firms }) =>
  firms.map(({ name, answers }) => ({ id, pack, name, answers })),
)

describe.each(everyFirm)('$id: firm $name', ({ id, pack, answers }) => {
  const order = orderOf(answers, 'full', pack)
  const view = pack.view(order)

  test('has valid answers', () => {
    expect(pack.questionnaire.safeParse(answers).error).toBeUndefined()
  })

  test('has a view that is exactly what the view schema says', () => {
    expect(pack.viewSchema.parse(view)).toEqual(view)
  })

  test('has a view of JSON values only, the same each time', () => {
    expect(JSON.parse(JSON.stringify(view))).toEqual(view)
    expect(pack.view(structuredClone(order))).toEqual(view)
  })

  test('has variables that none of the documents’ own takes the place of', () => {
    expect(contextOf(pack, order, firstRelease(order)).variables).toMatchObject(view)
  })

  test.each(['self-serve', 'full'] as const)('gets every document that applies (%s)', (tier) => {
    const missing = pack.leftOut(view).map(({ number }) => number)
    const applying = templatesOf(id).documents.map(({ meta }) => meta.id)
    const got = [...staticDocuments(orderOf(answers, tier, pack)).keys()]
    expect(got).toEqual(
      expect.arrayContaining(applying.filter((it) => !missing.includes(it.slice(0, 2)))),
    )
  })

  test('reads no answer that printed as nothing or as code', () => {
    for (const text of staticDocuments(order).values())
      expect(text).not.toMatch(/undefined|null|\[object|NaN|\{\{|\}\}/)
  })
})

test.each(packs)('every document of $id applies to its main sample', ({ pack, main }) => {
  expect(pack.leftOut(pack.view(orderOf(main.answers, 'full', pack)))).toEqual([])
})

test('a pack that is not sold is not found, prototype names included', () => {
  expect(packOf('ai-act')).toBeUndefined()
  expect(packOf('constructor')).toBeUndefined()
})
