import { expect, test } from 'vitest'
import { catalogue } from '../../catalogue/catalogue.ts'

const artefacts = Object.values(catalogue).flatMap((pack) =>
  pack.artefacts.map((artefact) => ({ pack: pack.id, ...artefact })),
)

test('each artefact of each pack is an operation of its own', () => {
  const operations = artefacts.map(({ operation }) => operation)
  expect(operations).toEqual(artefacts.map(({ pack, id }) => `${pack}.${id}`))
  expect(new Set(operations).size).toBe(operations.length)
})
