import type { Currency, Tier } from './order.ts'

/** Net price per tier in major units; the same figure in EUR and GBP. */
const net: Readonly<Record<Tier, number>> = { 'self-serve': 79, full: 490 }

/** Net price in minor units (cents, pence). */
export function priceOf(tier: Tier): number {
  return net[tier] * 100
}

/** Percent of what was paid, owed back where a part that only a model can write did not come. */
export const refundPercent = 20

/** Percent of an amount with tax, in minor units; rounded in the customer's favour. */
export function shareOf(paid: number, percent: number): number {
  return Math.ceil((paid * percent) / 100)
}

/** `79.00 GBP`, for operators and banks; `currency` as Stripe has it. */
export function amountIn(minorUnits: number, currency: string): string {
  return `${(minorUnits / 100).toFixed(2)} ${currency.toUpperCase()}`
}

/** Minor units of money as people write it: `12` or `12.34`; null: it is none. */
export function minorUnitsOf(text: string): number | null {
  const amount = /^\d{1,7}(\.\d{2})?$/.test(text) ? Math.round(Number(text) * 100) : 0
  return amount > 0 ? amount : null
}

const symbols: Readonly<Record<Currency, string>> = { eur: '€', gbp: '£' }

/** `£79`; pennies only where there are any. */
export function formatMoney(minorUnits: number, currency: Currency): string {
  const whole = minorUnits % 100 === 0
  return symbols[currency] + (minorUnits / 100).toFixed(whole ? 0 : 2)
}

/** `−€1,234.50`, for whoever runs the shop. @param micros millionths */
export function microsIn(micros: number, currency: Currency, decimals: 2 | 4 | 6 = 2): string {
  const amount = grouped[decimals].format(Math.abs(micros) / 1_000_000)
  const isLess = micros < 0 && /[1-9]/.test(amount)
  return `${isLess ? '−' : ''}${symbols[currency]}${amount}`
}

/** The same of minor units. */
export function minorUnitsIn(minorUnits: number, currency: Currency): string {
  return microsIn(minorUnits * 10_000, currency)
}

const withDecimals = (count: number) =>
  new Intl.NumberFormat('en-GB', { minimumFractionDigits: count, maximumFractionDigits: count })

const grouped = { 2: withDecimals(2), 4: withDecimals(4), 6: withDecimals(6) } as const
