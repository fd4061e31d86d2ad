import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import { previewFile, readPreviews } from '../../api/assets/previews.ts'
import { sampleAnswers } from '../../api/offers.ts'
import { catalogue } from '../../catalogue/catalogue.ts'
import { picturedDocuments } from '../../documents/press/sample.ts'
import { sampleOrder } from '../../orders/release/sample.ts'

describe.each(Object.values(catalogue))('the catalogue shows pack $id', (pack) => {
  const order = sampleOrder(pack.id, sampleAnswers)
  if (order === null) throw new Error(`${pack.id} has no sample in dev/samples.`)
  const documents = picturedDocuments(pack, order).map(
    ({ key, path }) => [basename(path, '.pdf'), key] as const,
  )

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
