import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { promisify } from 'node:util'
import { deflateRawSync } from 'node:zlib'
import { zip } from '../documents/zip.ts'
import type { FrozenOrder } from '../pack/order.ts'
import type { Bench, Figure } from './benchmark.ts'
import {
  bind,
  compose,
  cpu,
  firstRelease,
  type Rendered,
  renderNew,
  secondRelease,
  withPdfs,
  withPdfsAlone,
} from './made-pack.ts'
import { mainOrder, sampleOrders } from './sample-order.ts'
import { median, round, sum } from './statistics.ts'

const rounds = 5
/** Documents of the pack for which the aims were set. */
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
  say('cold start, zip and growth')
  const figures = [await zipFigure(), await growthFigure(), await coldFigure(signal)]
  return [...speedFigures(samples), sizeFigure(samples), ...figures]
}

/** Times are milliseconds of CPU, all threads of the process together. */
interface Sample {
  readonly compose: number
  readonly pdfs: number
  readonly office: number
  /** Of the pack with PDFs alone, and of the whole. */
  readonly bindPdfs: number
  readonly bindAll: number
  readonly count: { readonly documents: number; readonly pdfs: number; readonly office: number }
  /** Of the whole zip. */
  readonly bytes: number
  /** v2: compose, and render the PDFs that changed. */
  readonly upgrade: number
  readonly changed: number
}

async function assemble(order: FrozenOrder): Promise<Sample> {
  const [first, second] = [firstRelease(order), secondRelease(order)]
  const rendered: Rendered = {}
  const composed = await cpu(() => compose(order, first))
  const all = composed.result
  const pdfs = withPdfsAlone(all)
  const printed = await cpu(() => renderNew(pdfs.documents, rendered))
  const office = await cpu(() => renderNew(all.documents, rendered))
  const bindPdfs = await cpu(() => bind(order, pdfs, rendered))
  const bindAll = await cpu(() => bind(order, all, rendered))
  const upgrade = await cpu(() =>
    renderNew(withPdfsAlone(compose(order, second)).documents, rendered),
  )
  const documents = pdfs.documents.filter(({ path }) => /^(?!00)\d\d-/.test(path)).length
  return {
    compose: composed.ms,
    pdfs: printed.ms,
    office: office.ms,
    bindPdfs: bindPdfs.ms,
    bindAll: bindAll.ms,
    count: { documents, pdfs: printed.result, office: office.result },
    bytes: bindAll.result.bytes,
    upgrade: upgrade.ms,
    changed: upgrade.result,
  }
}

function speedFigures(samples: readonly Sample[]): Figure[] {
  const detail = {
    'documents in a pack, of which README and standalone sections are none': mean(
      samples,
      ({ count }) => count.documents,
    ),
    'PDFs in a pack': mean(samples, ({ count }) => count.pdfs),
    'compose a pack, ms of CPU': medianOf(samples, (s) => s.compose),
    'render a PDF, ms of CPU': medianOf(samples, ({ pdfs, count }) => pdfs / count.pdfs),
  }
  const bound = 'manifest, signature and zip, ms of CPU'
  return [
    {
      ...packsFigure('PDF and zip', 3, samples, (s) => s.compose + s.pdfs + s.bindPdfs),
      detail: { ...detail, [bound]: medianOf(samples, (s) => s.bindPdfs) },
    },
    {
      ...packsFigure('all formats', 1.5, samples, (s) => s.compose + s.pdfs + s.office + s.bindAll),
      detail: {
        'Word and Excel files in a pack': mean(samples, ({ count }) => count.office),
        'render such a file, ms of CPU': medianOf(samples, (s) => s.office / s.count.office),
        [bound]: medianOf(samples, (s) => s.bindAll),
      },
    },
    {
      figure: 'v2 re-render against v1, CPU before zipping',
      aim: { atMost: 0.25 },
      measured: medianOf(samples, ({ upgrade, compose, pdfs }) => upgrade / (compose + pdfs)),
      unit: '',
      detail: {
        'v1 compose and render, ms of CPU': medianOf(samples, (s) => s.compose + s.pdfs),
        'v2 compose and render, ms of CPU': medianOf(samples, (s) => s.upgrade),
        'PDFs of v1': mean(samples, ({ count }) => count.pdfs),
        'of them changed in v2': mean(samples, (s) => s.changed),
      },
      leavesOut: 'the zip, which is made anew for each release; model texts of other lengths.',
    },
  ]
}

/** By the document, so that firms to which few documents apply count for as much. */
function packsFigure(
  what: string,
  atLeast: number,
  samples: readonly Sample[],
  ms: (sample: Sample) => number,
): Omit<Figure, 'detail'> {
  const perDocument = median(samples.map((sample) => ms(sample) / sample.count.documents))
  return {
    figure: `packs of ${aimed} documents a second and core, ${what}`,
    aim: { atLeast },
    measured: round(1_000 / (perDocument * aimed)),
    unit: 'packs/s',
    leavesOut: 'worker threads and what crosses to them; blobs.',
  }
}

function sizeFigure(samples: readonly Sample[]): Figure {
  return {
    figure: 'largest pack, all formats',
    aim: { atMost: 3 },
    measured: round(Math.max(...samples.map(({ bytes }) => bytes)) / 1_000_000),
    unit: 'MB',
    detail: { 'median pack, MB': medianOf(samples, ({ bytes }) => bytes / 1_000_000) },
    leavesOut: 'nothing.',
  }
}

/** What the zip costs beyond deflating every byte of it. */
async function zipFigure(): Promise<Figure> {
  const rendered: Rendered = {}
  const { documents } = compose(mainOrder(), firstRelease(mainOrder()))
  await renderNew(documents, rendered)
  const entries = documents.map(({ path, key }) => ({ path, bytes: rendered[key]! }))
  const raw = () => sum(entries.map(({ bytes }) => deflateRawSync(bytes).length))
  const { ratio, first, second } = await inTurn(() => zip(entries), raw)
  return {
    figure: 'zip against raw zlib of the same files, CPU',
    aim: { atMost: 1.2 },
    measured: ratio,
    unit: '',
    detail: { 'zip, ms of CPU': round(first), 'raw zlib, level 6, ms of CPU': round(second) },
    leavesOut: 'checksums and signature.',
  }
}

const most = 50

async function growthFigure(): Promise<Figure> {
  const order = mainOrder()
  const text = compose(order, firstRelease(order))
  const length = withPdfsAlone(text).documents.length
  const packOf = (count: number) => async () => {
    const some = withPdfs(text, count)
    const rendered: Rendered = {}
    await renderNew(some.documents, rendered)
    return bind(order, some, rendered)
  }
  // So many packs of the usual size that both sides make the same PDFs.
  const times = Math.floor(most / length)
  const small = async () => {
    for (let i = 0; i < times; i++) await packOf(length)()
  }
  const { ratio, first, second } = await inTurn(packOf(times * length), small)
  const perPdf = (ms: number) => round(ms / (times * length))
  return {
    figure: `CPU a PDF in a pack of ${times * length} against one of the usual size`,
    aim: { atMost: 1.2 },
    measured: ratio,
    unit: '',
    detail: { 'many, ms a PDF': perPdf(first), 'usual size, ms a PDF': perPdf(second) },
    leavesOut: 'composing; the PDFs are those of the pack, several times over.',
  }
}

/** Both in turn, round after round, so that what else the machine does falls on both alike. */
async function inTurn(one: () => unknown, other: () => unknown) {
  const first: number[] = []
  const second: number[] = []
  for (let i = 0; i < rounds; i++) {
    first.push((await cpu(one)).ms)
    second.push((await cpu(other)).ms)
  }
  const ratio = round(median(first.map((ms, index) => ms / second[index]!)))
  return { ratio, first: median(first), second: median(second) }
}

async function coldFigure(signal: AbortSignal): Promise<Figure> {
  const script = join(import.meta.dirname, 'first-pack.ts')
  const times: number[] = []
  for (let i = 0; i < 3; i++) {
    const { stdout } = await promisify(execFile)(process.execPath, [script], { signal })
    times.push(Number(stdout))
  }
  return {
    figure: 'cold start: a new process until its first pack in all formats, CPU',
    aim: { atMost: 5 },
    measured: round(median(times) / 1_000),
    unit: 's',
    detail: {},
    leavesOut: 'Temporal, database and blobs: it is Node, our modules, templates, fonts and words.',
  }
}

function medianOf(samples: readonly Sample[], value: (sample: Sample) => number): number {
  return round(median(samples.map(value)))
}

function mean(samples: readonly Sample[], value: (sample: Sample) => number): number {
  return round(sum(samples.map(value)) / samples.length)
}
