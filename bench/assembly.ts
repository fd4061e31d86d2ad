import { randomBytes } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { bindPack } from '../documents/bind.ts'
import { composePack, type PackText } from '../documents/compose.ts'
import { renderPdf } from '../documents/pdf/render.ts'
import { sectionsOf } from '../orders/sections.ts'
import type { FrozenOrder } from '../pack/order.ts'
import { composeRelease } from '../pack/release.ts'
import { gdpr } from '../pack/schema/gdpr.ts'
import type { Bench, Figure } from './benchmark.ts'
import { sampleOrders, writtenOutcomes } from './sample-order.ts'
import { median, round, sum } from './statistics.ts'

const rounds = 5
const seed = randomBytes(32).toString('base64')
/** Documents of the pack for which the aim was set. */
const aimed = 14

/** CPU of v1 and v2 of an order, warm: every sample firm in turn, and for each v1, then v2. */
export async function assembly({ say, signal }: Bench): Promise<readonly Figure[]> {
  const orders = sampleOrders()
  const samples: Sample[] = []
  for (let i = 0; i <= rounds; i++) {
    // The first round warms up.
    if (i > 0) say(`${i} of ${rounds} rounds of ${orders.length} firms`)
    for (const order of orders) {
      const sample = await assemble(order)
      if (i > 0) samples.push(sample)
      await turn(undefined, { signal })
    }
  }
  return [packsFigure(samples), upgradeFigure(samples)]
}

/** Times are milliseconds of CPU, all threads of the process together. */
interface Sample {
  readonly compose: number
  readonly render: number
  readonly bind: number
  /** PDFs of v1. */
  readonly pdfs: number
  /** Those of them that the catalogue numbers. */
  readonly documents: number
  /** Of the zip. */
  readonly bytes: number
  /** v2: compose, and render what changed. */
  readonly upgrade: number
  readonly changed: number
}

async function assemble(order: FrozenOrder): Promise<Sample> {
  const first = composeRelease(1, order.frozenAt, sectionsOf(order, []))
  const second = composeRelease(2, order.frozenAt, sectionsOf(order, writtenOutcomes(order)))
  const pdfs: Record<string, Uint8Array> = {}
  const compose = await cpu(() => composePack(gdpr, order, first))
  const text = compose.result
  const render = await cpu(() => renderNew(text, pdfs))
  const bind = await cpu(() => bindPack(gdpr, order, first, text, pdfs, seed))
  const upgrade = await cpu(() => renderNew(composePack(gdpr, order, second), pdfs))
  return {
    compose: compose.ms,
    render: render.ms,
    bind: bind.ms,
    pdfs: render.result,
    documents: text.documents.filter(({ path }) => /^(?!00)\d\d-/.test(path)).length,
    bytes: bind.result.bytes,
    upgrade: upgrade.ms,
    changed: upgrade.result,
  }
}

/** As when a release is built: what has a known key is not rendered again. @returns how many were */
async function renderNew({ documents }: PackText, pdfs: Record<string, Uint8Array>) {
  const missing = documents.filter(({ key }) => pdfs[key] === undefined)
  for (const { key, printable } of missing) pdfs[key] = await renderPdf(printable, key)
  return missing.length
}

async function cpu<T>(work: () => T | Promise<T>): Promise<{ result: T; ms: number }> {
  const before = process.cpuUsage()
  const result = await work()
  const { user, system } = process.cpuUsage(before)
  return { result, ms: (user + system) / 1_000 }
}

function packsFigure(samples: readonly Sample[]): Figure {
  const total = median(samples.map(({ compose, render, bind }) => compose + render + bind))
  const documents = mean(samples, ({ documents }) => documents)
  const packs = 1_000 / total
  return {
    figure: `packs of ${aimed} documents a second and core, PDF and zip, by the document`,
    aim: { atLeast: 3 },
    measured: round((packs * documents) / aimed),
    unit: 'packs/s',
    detail: {
      'measured on packs of so many documents': round(documents),
      'such packs a second and core': round(packs),
      'PDFs in a pack, README and standalone sections included': mean(samples, (s) => s.pdfs),
      'compose a pack, ms of CPU': medianOf(samples, ({ compose }) => compose),
      'render a PDF, ms of CPU': medianOf(samples, ({ render, pdfs }) => render / pdfs),
      'manifest, signature and zip, ms of CPU': medianOf(samples, ({ bind }) => bind),
      'zip, kB': medianOf(samples, ({ bytes }) => bytes / 1_000),
      'packs measured': samples.length,
    },
    leavesOut:
      'DOCX and XLSX, which the pack does not have yet; worker threads and what crosses to them; blobs.',
  }
}

function upgradeFigure(samples: readonly Sample[]): Figure {
  return {
    figure: 'v2 re-render against v1, CPU before zipping',
    aim: { atMost: 0.25 },
    measured: medianOf(samples, ({ upgrade, compose, render }) => upgrade / (compose + render)),
    unit: '',
    detail: {
      'v1 compose and render, ms of CPU': medianOf(samples, (s) => s.compose + s.render),
      'v2 compose and render, ms of CPU': medianOf(samples, ({ upgrade }) => upgrade),
      'PDFs of v1': mean(samples, ({ pdfs }) => pdfs),
      'of them changed in v2': mean(samples, ({ changed }) => changed),
    },
    leavesOut: 'the zip, which is made anew for each release; model texts of other lengths.',
  }
}

function medianOf(samples: readonly Sample[], value: (sample: Sample) => number): number {
  return round(median(samples.map(value)))
}

function mean(samples: readonly Sample[], value: (sample: Sample) => number): number {
  return round(sum(samples.map(value)) / samples.length)
}
