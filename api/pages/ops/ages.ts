import { type Html, html } from '../html.ts'

interface Aged {
  readonly order: string
  readonly state: string
  readonly attentions: object
  readonly frozenAt: string
  readonly paidAt: string | null
}

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

/** `3 hours`. */
export function ago(iso: string, now: number): string {
  const seconds = secondsSince(iso, now)
  const [word, length] = units.find(([, unit]) => seconds >= unit) ?? ['second', 1]
  const count = Math.floor(seconds / length)
  return `${count} ${word}${count === 1 ? '' : 's'}`
}

const secondsSince = (iso: string, now: number) => Math.max(0, (now - Date.parse(iso)) / 1_000)

const ticks = [
  ['1 min', 60],
  ['10 min', 600],
  ['1 h', 3_600],
  ['6 h', 21_600],
  ['1 day', 86_400],
  ['1 week', 604_800],
  ['1 month', 2_592_000],
] as const

const [width, margin, step] = [720, 24, 12]

/** Dots upon one another; more are one with the last. */
const highest = 8

/** Of so many seconds, on a logarithmic scale: what is late stands apart. */
function placeOf(seconds: number): number {
  const [first, last] = [Math.log(30), Math.log(2_592_000 * 1.5)]
  const share = (Math.log(Math.max(30, seconds)) - first) / (last - first)
  return margin + Math.min(1, share) * (width - 2 * margin)
}

/** A dot for each order by the time since it was paid, one upon another where they are alike. */
export function agesHtml(orders: readonly Aged[], now: number): Html {
  const stacked = new Map<number, number>()
  const placed = orders.map((order) => {
    const since = order.paidAt ?? order.frozenAt
    const column = Math.round(placeOf(secondsSince(since, now)) / step)
    const height = stacked.get(column) ?? 0
    stacked.set(column, Math.min(height + 1, highest - 1))
    return { order, since, column, height }
  })
  const base = (1 + Math.max(...placed.map(({ height }) => height))) * step + 8
  const dots = placed.map(
    ({ order, since, column, height }) =>
      html`<a href="#${order.order}"><circle class="${toneOf(order)}" cx="${column * step}" cy="${base - 8 - height * step}" r="5"><title>${order.order}, ${order.state}, ${ago(since, now)}</title></circle></a>`,
  )
  return html`<figure class="ages"><svg viewBox="0 0 ${width} ${base + 24}" aria-label="Orders by the time since payment">
<line class="axis" x1="0" x2="${width}" y1="${base}" y2="${base}"/>
${ticks.map(([label, seconds]) => html`<line class="axis" x1="${placeOf(seconds)}" x2="${placeOf(seconds)}" y1="${base}" y2="${base + 5}"/><text x="${placeOf(seconds)}" y="${base + 20}">${label}</text>`)}
${dots}</svg>
<figcaption>Time since payment. <span class="key warning">wants a person</span> <span class="key busy">nothing delivered yet</span> <span class="key done">delivered, being improved</span></figcaption></figure>`
}

function toneOf({ state, attentions }: Aged): string {
  if (Object.keys(attentions).length > 0) return 'warning'
  return state === 'paid' ? 'busy' : 'done'
}
