import { type Html, html } from '../html.ts'

const [width, height] = [120, 28]

/** Counts as a line; what it says in words is for those who do not see it. */
export function sparkHtml(counts: readonly number[], words: string): Html {
  const most = Math.max(1, ...counts)
  const step = width / Math.max(1, counts.length - 1)
  const points = counts.map(
    (count, at) =>
      `${(at * step).toFixed(1)},${(height - 2 - (count / most) * (height - 4)).toFixed(1)}`,
  )
  return html`<svg class="spark" viewBox="0 0 ${width} ${height}" role="img" aria-label="${words}"><polyline points="${points.join(' ')}"/></svg>`
}
