import type { TestProject } from 'vitest/node'
import { createSigner } from '../../documents/bundle/signature.ts'
import type { PackDocument } from '../../documents/compose/files.ts'
import { fieldsOf } from '../documents/expected-text.ts'
import { type Made, seed, temporaryFolder } from '../documents/rig.ts'
import { firms } from '../packs/firms.ts'
import type { Document, Pack } from './matrix.ts'
import { makePacks, printOf } from './packs.ts'

type Folder = ReturnType<typeof temporaryFolder>

/** Makes every pack once for the whole run. */
export async function setup(project: TestProject) {
  const folder = temporaryFolder()
  const packs: Pack[] = []
  const documents: Document[] = []
  for (const [index, firm] of firms.entries()) {
    process.stderr.write(`packs of ${firm.name}, ${index + 1} of ${firms.length} …\n`)
    const made = await makePacks(firm)
    for (const [name, pack] of made) packs.push(writePack(folder, firm.name, name, pack))
    documents.push(...writeDocuments(folder, firm.name, made))
  }
  folder.write('matrix.json', Buffer.from(JSON.stringify({ packs, documents })))
  folder.write('key.pem', Buffer.from(createSigner(seed).publicPem))
  project.provide('matrix', folder.path)
  return () => folder.remove()
}

function writePack(folder: Folder, firm: string, name: string, made: Made): Pack {
  const file = folder.write(`${firm}-${name}.zip`, made.zip)
  return { firm, name, file, top: made.text.folder, print: printOf(made) }
}

function writeDocuments(
  folder: Folder,
  firm: string,
  packs: ReadonlyMap<string, Made>,
): Document[] {
  const known = new Map<string, Document>()
  for (const [name, { text, rendered }] of packs)
    for (const { key, path, format, printable } of text.documents) {
      if (known.has(key)) continue
      const place = `${firm}-${name}-${path.replace('/', '-')}`
      const file = folder.write(place, rendered[key] ?? Buffer.of())
      known.set(key, { firm, format, file, ...expectedOf(printable) })
    }
  return [...known.values()]
}

function expectedOf(printable: PackDocument['printable']) {
  const { title, cover } = printable
  const facts = cover.facts.map(({ value }) => value)
  return { title, facts, fields: fieldsOf(printable) }
}
