import { microsPerMinorUnit, type OrderMoney } from '../../../pack/costs.ts'
import { microsIn, minorUnitsIn } from '../../../pack/price.ts'
import { percentWords } from '../../../pack/report-words.ts'
import { type Html, html } from '../html.ts'
import { type NumberRow, numbersHtml } from './numbers.ts'
import { remarkHtml } from './sold.ts'

/** What an order sold for, what of it went, and what is left, so that it adds up. */
export function orderMoneyHtml(money: OrderMoney | null): Html {
  if (money === null) return html`<p class="lead">Nothing was paid so far.</p>`
  const { currency, contested, percent } = money
  const parts = partsOf(money)
  const decimals = decimalsOf(parts.map(([, micros]) => micros ?? 0))
  const row = ([name, micros]: Part): NumberRow => [
    name,
    micros === null ? 'not known yet' : paddedHtml(microsIn(micros, currency, decimals)),
  ]
  const left: Part = ['Left', money.marginMicros]
  return html`${numbersHtml('Money', ['Without tax', currency.toUpperCase()], parts.map(row), [row(left)])}
<p class="help">Fee, models and reviews took ${percentWords(percent)} of the price.${remarkHtml(percent)}${money.fee === null && ' The fee is not taken off until it is known.'}</p>
${contested > 0 && html`<p class="note">A dispute over ${minorUnitsIn(contested, currency)} is undecided, and not taken off.</p>`}`
}

type Part = readonly [name: string, micros: number | null]

function partsOf(money: OrderMoney): readonly Part[] {
  const micros = (minorUnits: number) => minorUnits * microsPerMinorUnit
  return [
    ['Net price', micros(money.price)],
    ['Fee of the payment', money.fee === null ? null : micros(-money.fee)],
    ['Went back to the customer', micros(-money.refunded)],
    ['Lost to a bank', micros(-money.disputeLost)],
    ['Fees of disputes', micros(-money.disputeFees)],
    ['Models', -money.inferenceMicros],
    ['Reviews', -money.reviewMicros],
  ]
}

/** Zeros behind the cents take room, and say nothing. */
function paddedHtml(amount: string): Html {
  const [, shown = amount, zeros = ''] = /^(.*\.\d\d)(0+)$/.exec(amount) ?? []
  return html`${shown}${zeros !== '' && html`<span class="pad">${zeros}</span>`}`
}

/** As few as show all of them whole. */
function decimalsOf(all: readonly number[]): 2 | 4 | 6 {
  const isWhole = (decimals: number) => all.every((micros) => micros % 10 ** (6 - decimals) === 0)
  return ([2, 4] as const).find(isWhole) ?? 6
}
