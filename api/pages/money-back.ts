import { formatMoney } from '../../pack/price.ts'
import type { OrderStatus } from '../../pack/status.ts'
import { type Child, html } from './html.ts'

/** What goes back to the customer, and how far it has come; nothing where nothing does. */
export function moneyBackHtml({ moneyBack }: OrderStatus): Child {
  if (moneyBack === null) return null
  const { owed, refunded, failed, currency } = moneyBack
  return html`<p class="note">${[
    owed > 0 &&
      `${formatMoney(owed, currency)} goes back to you by itself; you need not ask for it.`,
    refunded > 0 &&
      `${formatMoney(refunded, currency)} was sent back the way you paid; your bank may take ten days to show it.`,
    failed > 0 &&
      `${formatMoney(failed, currency)} came back to us, since your bank did not take it. We pay it to you in another way; please write to us, so that we can agree on one.`,
  ]
    .filter(Boolean)
    .join(' ')}</p>`
}
