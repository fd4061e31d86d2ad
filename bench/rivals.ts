import type { PackDocument } from '../documents/compose/files.ts'
import { renderPdf } from '../documents/pdf/render.ts'
import type { Bench, Figure, Skipped } from './benchmark.ts'
import { compose, firstRelease, withPdfsAlone } from './made-pack.ts'
import { openChromium } from './rivals/chromium.ts'
import { openLibreOffice } from './rivals/libre-office.ts'
import { type Paper, paperOf } from './rivals/paper.ts'
import { openPdfmake } from './rivals/pdfmake.ts'
import { openReactPdf } from './rivals/react-pdf.ts'
import { readBack } from './rivals/read-back.ts'
import { absence, oneByOne, programs, type Rival } from './rivals/rival.ts'
import { compared, type Standing } from './rivals/standing.ts'
import { mainOrder } from './sample-order.ts'
import { round } from './statistics.ts'

/** The PDFs of the main firm's pack, by our renderer and by others in turn. */
export async function rivals({ say, signal }: Bench): Promise<readonly Figure[] | Skipped> {
  const unread = absence(programs.pdftotext)
  if (unread !== null) return { skipped: unread }
  const order = mainOrder()
  const { documents } = withPdfsAlone(compose(order, firstRelease(order)))
  const papers = documents.map(({ printable }) => paperOf(printable))
  const opened = [ours(documents), openReactPdf(papers), openPdfmake(papers)]
  try {
    const routes = await openRoutes(documents, papers)
    opened.push(...routes.opened)
    if (routes.opened.length === 0) return { skipped: routes.skipped }
    const check = (pdfs: readonly Uint8Array[]) => readBack(pdfs, papers)
    const standings = await compared(opened, check, say, signal)
    return [figureOf(standings, documents.length, routes.skipped)]
  } finally {
    for (const rival of opened) await rival.close()
  }
}

function ours(documents: readonly PackDocument[]): Rival {
  return {
    name: 'ours',
    works: 'inside',
    render: () => oneByOne(documents, ({ printable, key }) => renderPdf(printable, key)),
    close: async () => {},
  }
}

async function openRoutes(documents: readonly PackDocument[], papers: readonly Paper[]) {
  const printables = documents.map(({ printable }) => printable)
  const routes = [
    { program: programs.chromium, open: () => openChromium(papers, false) },
    { program: programs.chromium, open: () => openChromium(papers, true) },
    { program: programs.libreOffice, open: () => openLibreOffice(printables) },
  ]
  const absent = routes.map(({ program }) => absence(program))
  const present = routes.filter((_, index) => absent[index] === null)
  const opened = await Promise.all(present.map(({ open }) => open()))
  const sentences = new Set(absent.filter((sentence) => sentence !== null))
  return { opened, skipped: [...sentences].join(' ') }
}

function figureOf(standings: readonly Standing[], documents: number, skipped: string): Figure {
  const routes = standings.filter(({ rival }) => rival.works === 'outside')
  const rows = standings.map(({ rival, cpu, factor, clock, pages }) => [
    rival.name,
    [cpu / documents, factor, clock / documents, pages].map((value) => round(value)).join(' / '),
  ])
  return {
    figure: 'CPU of the pack’s PDFs by the best HTML or Office route against ours',
    aim: { atLeast: 5 },
    measured: round(Math.min(...routes.map(({ factor }) => factor))),
    unit: '',
    detail: {
      PDFs: documents,
      'columns below': 'ms of CPU a PDF / times ours / ms by the clock a PDF / pages in all',
      ...Object.fromEntries(rows),
      ...(skipped !== '' && { skipped }),
    },
    leavesOut:
      'what the rivals do not make: form fields, PDF/UA, equal bytes, and tags where it does not say so; writing the HTML and Word files.',
  }
}
