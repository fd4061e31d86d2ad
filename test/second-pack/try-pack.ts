/**
 * Takes a pack of the tree in which this file lies through all that is done with one, in a process of
 * its own: `node try-pack.ts PACK FOLDER`. Leaves `v1.zip`, `v2.zip` and `key.pem` in the folder and
 * prints what it found as JSON.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fastify from 'fastify'
import { catalogueRoutes } from '../../api/catalogue.ts'
import { offers, sampleAnswers } from '../../api/offers.ts'
import { packOf, sectionPlans } from '../../catalogue/catalogue.ts'
import { createFileBlobs } from '../../clients/blobs/files.ts'
import { createSigner } from '../../documents/bundle/signature.ts'
import { createPress } from '../../documents/press/press.ts'
import { createSample, sampleOrder } from '../../orders/release/sample.ts'
import type { FrozenOrder } from '../../pack/order.ts'
import type { RecordedOutcome } from '../../pack/outcome.ts'
import { composeRelease } from '../../pack/release.ts'
import { foldSection } from '../../pack/section.ts'
import { type Part, partsOf } from './pack-parts.ts'

/** What the program prints. */
export interface Findings {
  readonly parts: readonly Pick<Part, 'name' | 'prompt' | 'faults'>[]
  readonly pages: Readonly<Record<string, { readonly status: number; readonly body: string }>>
}

const [id = '', folder = ''] = process.argv.slice(2)
const seed = Buffer.alloc(32, 7).toString('base64')
const press = createPress({ threads: 1 })
try {
  const findings = await tryPack()
  process.stdout.write(JSON.stringify(findings))
} finally {
  await press.close()
}

async function tryPack(): Promise<Findings> {
  const pack = packOf(id)
  const order = sampleOrder(id, sampleAnswers)
  if (!pack || !order) throw new Error(`There is no pack "${id}" with a sample in this tree.`)
  const parts = partsOf(pack, order)
  writeFileSync(join(folder, 'key.pem'), createSigner(seed).publicPem)
  await release(order, 1, [])
  await release(order, 2, parts.map(recorded))
  return {
    parts: parts.map(({ name, prompt, faults }) => ({ name, prompt, faults })),
    pages: await pages(),
  }
}

async function release(order: FrozenOrder, version: number, outcomes: readonly RecordedOutcome[]) {
  const fold = (all: readonly RecordedOutcome[]) =>
    sectionPlans(order).map((plan) => foldSection(plan, all))
  const before = version === 1 ? [] : fold([])
  const composition = composeRelease(version, order, fold(outcomes), { sections: before })
  const text = await press.compose(order, composition)
  const rendered: Record<string, Uint8Array> = {}
  for (const document of text.documents) rendered[document.key] = await press.render(document)
  const { zip } = await press.bind(order, composition, text, rendered, seed)
  writeFileSync(join(folder, `v${version}.zip`), zip)
}

/** A part as a model's recorded answer. */
function recorded({ order, artefact, part, content }: Part): RecordedOutcome {
  const { promptVersion } = artefact
  const generatedAt = '2026-11-21T10:05:00.000Z'
  const written = { content, model: 'any', promptVersion, generatedAt, freshUntil: null }
  const outcome = { source: 'model', tier: '4b', ...written } as const
  return { order: order.id, artefact: artefact.id, part, round: 1, outcome }
}

/** What the shop answers to those who look at the pack. */
async function pages(): Promise<Findings['pages']> {
  const blobs = createFileBlobs(folder)
  const make = (order: FrozenOrder) => press.sample(order, seed)
  const sample = createSample({ answersOf: sampleAnswers, make, blobs })
  const app = fastify()
  await app.register(catalogueRoutes, {
    shop: { offers: offers({ tax: false, invoices: false }), sample, blobs },
  })
  const paths = [
    '/',
    ...['', '/questions.json', '/sample.zip'].map((rest) => `/packs/${id}${rest}`),
  ]
  const answers = paths.map(async (path) => {
    const { statusCode, body } = await app.inject(path)
    return [path, { status: statusCode, body: path.endsWith('.zip') ? '' : body }] as const
  })
  const said = Object.fromEntries(await Promise.all(answers))
  await app.close()
  return said
}
