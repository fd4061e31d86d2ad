import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import pdfmake, { type Content } from 'pdfmake'
import type { Line, Span } from '../../documents/text/blocks.ts'
import { sheet, sizes } from '../../documents/type/style.ts'
import { inks, looks, panels } from './looks.ts'
import type { Box, Paper, Part, Stretch } from './paper.ts'
import { fontFiles, oneByOne, type Rival } from './rival.ts'

const { version } = createRequire(import.meta.url)('pdfmake/package.json') as { version: string }

/** Fonts stand in its virtual file system, so that no document reads them from the disk. */
export function openPdfmake(papers: readonly Paper[]): Rival {
  pdfmake.virtualfs.writeFileSync('regular', readFileSync(fontFiles.regular))
  pdfmake.virtualfs.writeFileSync('semi-bold', readFileSync(fontFiles.semiBold))
  pdfmake.setFonts({ Inter: { normal: 'regular', bold: 'semi-bold' } })
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy(() => false)
  return {
    name: `pdfmake ${version}`,
    works: 'inside',
    render: () => oneByOne(papers, (paper) => pdfmake.createPdf(definition(paper)).getBuffer()),
    close: async () => {},
  }
}

/** Made anew for each document: pdfmake writes its measures into it. */
function definition({ lang, footer, stretches }: Paper) {
  return {
    language: lang,
    pageSize: 'A4',
    pageMargins: [sheet.side, sheet.top, sheet.side, sheet.bottom],
    defaultStyle: { font: 'Inter', ...typeOf(sizes.body) },
    content: stretches.map(stretch),
    footer: (page: number, pages: number) => ({
      columns: [footer.join('\n'), { text: `page ${page} of ${pages}`, alignment: 'right' }],
      margin: [sheet.side, 24],
      color: inks.muted,
      ...typeOf(sizes.small),
    }),
  }
}

function stretch({ landscape, parts }: Stretch, index: number): Content {
  const page = { pageOrientation: landscape ? 'landscape' : 'portrait', pageBreak: 'before' }
  return [...(index > 0 ? [{ text: '', ...page }] : []), ...parts.map(content)]
}

function content(part: Part): Content {
  switch (part.type) {
    case 'text': {
      const { colour, strong, above, ...type } = looks[part.look]
      const margin = [0, above, 0, 0]
      return { text: part.content.map(span), color: colour, bold: strong, margin, ...typeOf(type) }
    }
    case 'list':
      return { stack: part.items.map((item, index) => listItem(part.marks[index] ?? '', item)) }
    case 'table':
      return {
        table: {
          headerRows: 1,
          dontBreakRows: true,
          widths: part.header.map(() => '*'),
          heights: (row: number) => (row === 0 ? 0 : part.rowHeight),
          body: [part.header.map(headCell), ...part.rows.map((row) => row.map(cell))],
        },
        layout: grid,
        margin: [0, 9, 0, 0],
        ...typeOf(sizes.table),
      }
    case 'boxes':
      return { columns: part.boxes.map(box), columnGap: 14, margin: [0, 9, 0, 0] }
    case 'panel':
      return panel(part)
  }
}

function listItem(mark: string, item: readonly Part[]): Content {
  const beside = { text: mark, width: 16, margin: [0, looks.body.above, 0, 0] }
  return { columns: [beside, { stack: item.map(content), width: '*' }] }
}

const grid = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  hLineColor: () => inks.line,
  vLineColor: () => inks.line,
}

function headCell(line: Line): Content {
  return { text: line.map(span), bold: true, fillColor: inks.tint }
}

function cell(line: Line): Content {
  return { text: line.map(span) }
}

function box({ label, value, height }: Box): Content {
  const field = {
    table: { widths: ['*'], heights: height, body: [[{ text: value, fillColor: inks.field }]] },
    layout: { ...grid, hLineColor: () => inks.fieldBorder, vLineColor: () => inks.fieldBorder },
    ...typeOf(sizes.field),
  }
  const caption = { text: label, bold: true, color: inks.muted, ...typeOf(sizes.label) }
  return { stack: [caption, field], width: '*', unbreakable: true }
}

function panel({ look, parts }: Extract<Part, { type: 'panel' }>): Content {
  const { bar, tint } = panels[look]
  return {
    table: { widths: ['*'], body: [[{ stack: parts.map(content), fillColor: tint }]] },
    layout: {
      hLineWidth: () => 0,
      vLineWidth: (line: number) => (line === 0 ? 3 : 0),
      vLineColor: () => bar,
      paddingLeft: () => 11,
    },
    margin: [0, 10, 0, 0],
  }
}

function span({ text, strong, link }: Span): Content {
  return {
    text,
    ...(strong && { bold: true }),
    ...(link !== undefined && { link, color: inks.link, decoration: 'underline' }),
  }
}

/** It counts in the font's own line height. */
const ownLeading = 1.21

function typeOf({ size, leading }: { size: number; leading: number }) {
  return { fontSize: size, lineHeight: leading / size / ownLeading }
}
