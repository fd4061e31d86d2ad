import { Html, html } from '../../api/pages/html.ts'
import type { Line, Span } from '../../documents/text/blocks.ts'
import type { Box, Paper, Part } from './paper.ts'

/** What stands in `<body>`; the style sheet is apart, since all documents share it. */
export function bodyOf({ footer, stretches }: Paper): string {
  const parts = stretches.map(
    ({ landscape, parts }) =>
      html`<main class="${landscape ? 'landscape' : 'portrait'}">${parts.map(markup)}</main>`,
  )
  return `<style>@page { @bottom-left { content: ${quoted(footer)} } }</style>${parts.join('')}`
}

/** A string of CSS, its lines below one another. */
function quoted(lines: readonly string[]): string {
  const escape = (sign: string) => `\\${sign.codePointAt(0)?.toString(16)} `
  return `"${lines.map((line) => line.replace(/["\\<\n]/g, escape)).join('\\a ')}"`
}

function markup(part: Part): Html {
  switch (part.type) {
    case 'text':
      return text(part)
    case 'list':
      return html`<ul>${part.items.map(
        (item, index) =>
          html`<li style="list-style-type: '${part.marks[index]} '">${item.map(markup)}</li>`,
      )}</ul>`
    case 'table':
      return html`<table>
        <thead><tr>${part.header.map((cell) => html`<th>${spans(cell)}</th>`)}</tr></thead>
        <tbody>${part.rows.map((row) => tableRow(row, part.rowHeight))}</tbody>
      </table>`
    case 'boxes':
      return html`<div class="boxes">${part.boxes.map(box)}</div>`
    case 'panel':
      return html`<section class="${part.look}">${part.parts.map(markup)}</section>`
  }
}

/** Headings are headings, for the rival that makes tags of them. */
function text({ look, content }: Extract<Part, { type: 'text' }>): Html {
  const tag = look === 'title' ? 'h1' : look.startsWith('h') ? look : 'p'
  return new Html(`<${tag} class="${look}">${spans(content).join('')}</${tag}>`)
}

function tableRow(row: readonly Line[], height: number): Html {
  return html`<tr style="height: ${height}pt">${row.map((cell) => html`<td>${spans(cell)}</td>`)}</tr>`
}

function box({ label, value, height }: Box): Html {
  return html`<div><p class="label">${label}</p><p class="value" style="min-height: ${height}pt">${value}</p></div>`
}

function spans(content: Line): Html[] {
  return content.map(span)
}

function span({ text, strong, link }: Span): Html {
  const words = strong ? html`<b>${text}</b>` : html`${text}`
  return link === undefined ? words : html`<a href="${link}">${words}</a>`
}
