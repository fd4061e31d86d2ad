import { type Child, type Html, html } from '../html.ts'

/** What a line begins with, and its numbers. */
export type NumberRow = readonly [Child, ...Child[]]

/** Numbers under one another; the last rows may be sums. */
export function numbersHtml(
  label: string,
  heads: readonly string[],
  rows: readonly NumberRow[],
  sums: readonly NumberRow[] = [],
): Html {
  if (rows.length === 0) return html`<p class="help">Nothing yet.</p>`
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${label}"><table class="listing numbers"><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map(rowHtml)}</tbody>${sums.length > 0 && html`<tfoot>${sums.map(rowHtml)}</tfoot>`}</table></div>`
}

const rowHtml = ([name, ...cells]: NumberRow) =>
  html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`
