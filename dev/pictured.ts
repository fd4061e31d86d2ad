import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sampleAnswers } from '../api/offers.ts'
import type { PackDefinition } from '../catalogue/definition.ts'
import type { PackDocument } from '../documents/compose/files.ts'
import { picturedDocuments } from '../documents/press/sample.ts'
import { sampleOrder } from '../orders/release/sample.ts'
import type { Answers } from '../pack/order.ts'

/**
 * The documents of which the catalogue shows a page: those of the pack's sample, and each that does
 * not apply to it as the first other fictional firm has it.
 */
export function picturedOf(pack: PackDefinition): PackDocument[] {
  const taken = new Map<string, PackDocument>()
  for (const answers of samplesOf(pack.id)) {
    const order = sampleOrder(pack.id, () => answers)
    for (const document of order === null ? [] : picturedDocuments(pack, order))
      if (!taken.has(document.path)) taken.set(document.path, document)
  }
  return [...taken.values()].sort((one, other) => one.path.localeCompare(other.path))
}

function samplesOf(pack: string): Answers[] {
  const folder = join(import.meta.dirname, 'samples', pack)
  const files = existsSync(folder) ? readdirSync(folder).sort() : []
  const others = files.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')))
  return [sampleAnswers(pack), ...others].filter((answers) => answers !== null)
}
