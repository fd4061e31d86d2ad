import {
  Document,
  Font,
  Link,
  Page,
  renderToBuffer,
  Text,
  View,
  version,
} from '@react-pdf/renderer'
import { type Child, createElement as h } from 'react'
import type { Line, Span } from '../../documents/text/blocks.ts'
import { sheet, sizes, type TypeSize } from '../../documents/type/style.ts'
import { inks, looks, panels } from './looks.ts'
import type { Box, Paper, Part, Stretch } from './paper.ts'
import { fontFiles, oneByOne, type Rival } from './rival.ts'

/** Fonts are registered once, and it does not hyphenate: that costs it time. */
export function openReactPdf(papers: readonly Paper[]): Rival {
  Font.register({
    family: 'Inter',
    fonts: [
      { src: fontFiles.regular, fontWeight: 400 },
      { src: fontFiles.semiBold, fontWeight: 600 },
    ],
  })
  Font.registerHyphenationCallback((word) => [word])
  return {
    name: `@react-pdf/renderer ${version}`,
    works: 'inside',
    render: () => oneByOne(papers, (paper) => renderToBuffer(document(paper))),
    close: async () => {},
  }
}

function document({ lang, footer, stretches }: Paper) {
  return h(Document, { language: lang }, ...stretches.map((stretch) => page(stretch, footer)))
}

const paper = {
  paddingTop: sheet.top,
  paddingBottom: sheet.bottom,
  paddingHorizontal: sheet.side,
  fontFamily: 'Inter',
  color: looks.body.colour,
  ...typeOf(sizes.body),
}

function page({ landscape, parts }: Stretch, footer: readonly string[]): Child {
  const orientation = landscape ? 'landscape' : 'portrait'
  // Its older pagination fails on a table whose head comes back on each page.
  const properties = { size: 'A4', orientation, style: paper, experimentalPagination: true }
  return h(Page, properties, ...parts.map(drawn), footerOf(footer))
}

const footerStyle = {
  position: 'absolute',
  bottom: 24,
  left: sheet.side,
  right: sheet.side,
  flexDirection: 'row',
  justifyContent: 'space-between',
  color: inks.muted,
  ...typeOf(sizes.small),
}

function footerOf(lines: readonly string[]): Child {
  const render = ({ pageNumber, totalPages }: { pageNumber: number; totalPages: number }) =>
    `page ${pageNumber} of ${totalPages}`
  return h(
    View,
    { style: footerStyle, fixed: true },
    h(Text, null, lines.join('\n')),
    h(Text, { render }),
  )
}

function drawn(part: Part): Child {
  switch (part.type) {
    case 'text':
      return words(part)
    case 'list': {
      const items = part.items.map((item, index) => listItem(part.marks[index] ?? '', item))
      return h(View, null, ...items)
    }
    case 'table':
      return table(part)
    case 'boxes':
      return h(
        View,
        { style: { flexDirection: 'row', gap: 14, marginTop: 9 }, wrap: false },
        ...part.boxes.map(box),
      )
    case 'panel': {
      const { bar, tint } = panels[part.look]
      const frame = { borderLeftWidth: 3, borderLeftColor: bar, backgroundColor: tint }
      const style = { ...frame, marginTop: 10, paddingVertical: 6, paddingHorizontal: 11 }
      return h(View, { style }, ...part.parts.map(drawn))
    }
  }
}

function words({ look, content }: Extract<Part, { type: 'text' }>): Child {
  const { colour, strong, above, ...type } = looks[look]
  const weight = strong ? 600 : 400
  const style = { color: colour, fontWeight: weight, marginTop: above, ...typeOf(type) }
  return h(Text, { style, minPresenceAhead: look.startsWith('h') ? 40 : 0 }, ...content.map(span))
}

function listItem(mark: string, item: readonly Part[]): Child {
  const beside = h(Text, { style: { width: 16, marginTop: looks.body.above } }, mark)
  const text = h(View, { style: { flex: 1 } }, ...item.map(drawn))
  return h(View, { style: { flexDirection: 'row' } }, beside, text)
}

const edge = { borderColor: inks.line, borderWidth: 0.5, padding: 4, flex: 1 }
const head = { ...edge, fontWeight: 600, backgroundColor: inks.tint }

function table({ header, rows, rowHeight }: Extract<Part, { type: 'table' }>): Child {
  const style = { flexDirection: 'row', minHeight: rowHeight }
  const row = (cells: readonly Line[], properties: object, cell: object) =>
    h(
      View,
      { style, wrap: false, ...properties },
      ...cells.map((line) => h(Text, { style: cell }, ...line.map(span))),
    )
  return h(
    View,
    { style: { marginTop: 9, ...typeOf(sizes.table) } },
    row(header, { fixed: true }, head),
    ...rows.map((cells) => row(cells, {}, edge)),
  )
}

function box({ label, value, height }: Box): Child {
  const caption = { fontWeight: 600, color: inks.muted, ...typeOf(sizes.label) }
  const field = {
    minHeight: height,
    padding: 4,
    borderWidth: 0.75,
    borderColor: inks.fieldBorder,
    backgroundColor: inks.field,
    ...typeOf(sizes.field),
  }
  return h(
    View,
    { style: { flex: 1 } },
    h(Text, { style: caption }, label),
    h(Text, { style: field }, value),
  )
}

function span({ text, strong, link }: Span): Child {
  const style = strong ? { fontWeight: 600 } : {}
  if (link === undefined) return strong ? h(Text, { style }, text) : text
  return h(Link, { src: link, style: { ...style, color: inks.link } }, text)
}

function typeOf({ size, leading }: TypeSize) {
  return { fontSize: size, lineHeight: leading / size }
}
