import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import { previewFile, readPreviews } from '../../api/assets/previews.ts'
import { catalogue } from '../../catalogue/catalogue.ts'
import { picturedOf } from '../../dev/pictured.ts'
import { templatesOf } from '../../documents/text/templates.ts'

describe.each(Object.values(catalogue))('the catalogue shows pack $id', (pack) => {
  const documents = picturedOf(pack).map(({ key, path }) => [basename(path, '.pdf'), key] as const)

  test('with every document of it', () => {
    const all = templatesOf(pack.id).documents.map(({ meta }) => meta.id)
    expect(documents.map(([id]) => id)).toEqual(expect.arrayContaining(all))
  })

  test('as it is now; if not, run: npm run previews', () => {
    const taken = Object.entries(readPreviews(pack.id)).map(([id, { key }]) => [id, key])
    expect(Object.fromEntries(taken)).toEqual(Object.fromEntries(documents))
  })

  test.each(documents)('with a picture of %s in the size that it states', (id) => {
    const bytes = readFileSync(previewFile(pack.id, id))
    const { width, height } = readPreviews(pack.id)[id] ?? {}
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([width, height])
    expect(bytes.length).toBeLessThan(100_000)
  })
})
