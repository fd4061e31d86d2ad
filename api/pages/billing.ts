/** What Stripe does besides taking the money, as it is set up. */
export interface Billing {
  /** Tax is added to the prices shown. */
  readonly tax: boolean
  /** Each payment gets an invoice. */
  readonly invoices: boolean
}

/** What the prices mean, in full sentences. */
export function billingWords({ tax, invoices }: Billing): string {
  const price = tax
    ? 'Prices for businesses, net: tax is added at the checkout.'
    : 'Prices for businesses: you pay what is shown, and no tax is added.'
  const paper = invoices
    ? 'One payment; an invoice comes with it.'
    : 'One payment; if you need an invoice, write to us.'
  return `${price} ${paper}`
}
