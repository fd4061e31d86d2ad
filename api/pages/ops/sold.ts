import type { NamedMargin, Sold } from '../../../pack/costs.ts'
import type { Currency } from '../../../pack/order.ts'
import { microsIn } from '../../../pack/price.ts'
import { remarkOn, soldHeads, soldLine } from '../../../pack/report-words.ts'
import { type Html, html } from '../html.ts'
import { type NumberRow, numbersHtml } from './numbers.ts'
import { sparkHtml } from './spark.ts'

interface Named {
  readonly name: string
  readonly sold: Sold
}

/** What orders sold for, what of it went, and what is left. @param kind what a row is of */
export function soldHtml(
  label: string,
  kind: string,
  rows: readonly Named[],
  totals: readonly Sold[] = [],
): Html {
  const sums = totals.map((sold) => rowOf({ name: 'All', sold }))
  return numbersHtml(label, [kind, ...soldHeads], rows.map(rowOf), sums)
}

function rowOf({ name, sold }: Named): NumberRow {
  const [title, ...figures] = soldLine(name, sold)
  return [html`${title}${remarkHtml(sold.percent)}`, ...figures]
}

/** Of what fee, models and reviews took of a price. */
export function remarkHtml(percent: number): Html {
  const remark = remarkOn(percent)
  return html`${remark !== '' && html` <span class="chip warning">${remark}</span>`}`
}

const day = 86_400_000

/** What is left of each day's orders, up to today, UTC. */
export function dailyHtml(byDay: readonly NamedMargin[], currency: Currency): Html {
  const mine = byDay.filter((one) => one.currency === currency)
  const left = new Map(mine.map(({ name, marginMicros }) => [name, marginMicros]))
  const first = mine.at(-1)?.name
  if (first === undefined) return html``
  const count = Math.floor((Date.now() - Date.parse(first)) / day) + 1
  const values = Array.from({ length: count }, (_, at) => {
    const date = new Date(Date.parse(first) + at * day).toISOString().slice(0, 10)
    return left.get(date) ?? 0
  })
  const [least, most] = [Math.min(...values), Math.max(...values)]
  return sparkHtml(
    values,
    `Left a day since ${first}: from ${microsIn(least, currency)} to ${microsIn(most, currency)}`,
  )
}
