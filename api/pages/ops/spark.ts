import { type Html, html } from '../html.ts'

const [width, height] = [120, 28]

/** Counts as a line; what it says in words is for those who do not see it. */
export function sparkHtml(counts: readonly number[], words: string): Html {
  const least = Math.min(0, ...counts)
  const most = Math.max(least + 1, ...counts)
  const step = width / Math.max(1, counts.length - 1)
  const place = (count: number) => height - 2 - ((count - least) / (most - least)) * (height - 4)
  const points = counts.map((count, at) => `${(at * step).toFixed(1)},${place(count).toFixed(1)}`)
  return html`<svg class="spark" viewBox="0 0 ${width} ${height}" role="img" aria-label="${words}">
${least < 0 && html`<line x1="0" x2="${width}" y1="${place(0).toFixed(1)}" y2="${place(0).toFixed(1)}"/>`}<polyline points="${points.join(' ')}"/></svg>`
}
