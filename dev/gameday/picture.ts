import type { Inflicted } from './conduct.ts'
import type { Played } from './play.ts'

const width = 960
const left = 110
const laneHeight = 18
const plotHeight = 160
const buckets = 120

const lanes = [
  'kill',
  'pause',
  'fail-over',
  'restart',
  'network',
  'model',
  'stripe-writes',
  'disk-full',
  'safe-mode',
  'candidate',
  'reviews',
  'order',
] as const

const colours = {
  kill: '#b3261e',
  pause: '#c77700',
  'fail-over': '#7d1d8d',
  restart: '#4a6572',
  network: '#1f5eb8',
  model: '#2e7d32',
  'stripe-writes': '#6d4c41',
  'disk-full': '#9e9d24',
  'safe-mode': '#ad1457',
  candidate: '#e4572e',
  reviews: '#3949ab',
  order: '#00838f',
} as const satisfies Record<(typeof lanes)[number], string>

/** An SVG: orders finished per second, and above them in lanes what was going on. */
export function pictureOf({ began, settled, faultsOver, inflicted, lives }: Played): string {
  const span = settled - began
  const x = (at: number) => left + ((at - began) / span) * (width - left - 10)
  const top = lanes.length * laneHeight + 20
  const bottom = top + plotHeight
  const finished = lives.flatMap(({ finalAt }) => finalAt ?? [])
  const bars = barsOf(finished, began, span)
  const most = Math.max(...bars, 1)
  const barWidth = (width - left - 10) / buckets
  const rate = ((most * buckets * 1_000) / span).toFixed(1)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${bottom + 40}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${bottom + 40}" fill="#fff"/>`,
    ...lanes.map((lane, n) => text(8, 14 + (n + 0.6) * laneHeight, lane)),
    ...inflicted.map((one) => mark(one, x)),
    ...bars.map((count, n) => {
      const height = (count / most) * plotHeight
      return `<rect x="${fixed(left + n * barWidth)}" y="${fixed(bottom - height)}" width="${fixed(barWidth - 1)}" height="${fixed(height)}" fill="#5b7083"/>`
    }),
    `<line x1="${left}" y1="${bottom}" x2="${width - 10}" y2="${bottom}" stroke="#333"/>`,
    `<line x1="${fixed(x(faultsOver))}" y1="10" x2="${fixed(x(faultsOver))}" y2="${bottom}" stroke="#333" stroke-dasharray="4 3"/>`,
    text(8, top + 12, `${rate} orders/s`),
    text(8, bottom, 'finished'),
    text(left, bottom + 18, '0 s'),
    text(
      x(faultsOver) - 70,
      bottom + 18,
      `faults over, ${Math.round((faultsOver - began) / 1_000)} s`,
    ),
    text(width - 60, bottom + 34, `${Math.round(span / 1_000)} s`),
    '</svg>',
    '',
  ].join('\n')
}

function barsOf(times: readonly number[], began: number, span: number): number[] {
  const bars = Array.from({ length: buckets }, () => 0)
  for (const at of times) {
    const n = Math.min(buckets - 1, Math.floor(((at - began) / span) * buckets))
    bars[n]! += 1
  }
  return bars
}

/** Wide enough to be seen however short it was. */
function mark({ fault, began, ended }: Inflicted, x: (at: number) => number): string {
  const y = 14 + lanes.indexOf(fault.kind) * laneHeight
  const wide = Math.max(2, x(ended) - x(began))
  return `<rect x="${fixed(x(began))}" y="${y}" width="${fixed(wide)}" height="${laneHeight - 6}" fill="${colours[fault.kind]}" opacity="0.75"/>`
}

const text = (x: number, y: number, words: string) =>
  `<text x="${fixed(x)}" y="${fixed(y)}" fill="#222">${words}</text>`

const fixed = (value: number) => value.toFixed(1)
