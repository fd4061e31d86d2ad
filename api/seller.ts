import type { SellerConfig } from '../clients/config.ts'
import type { Seller } from './pages/seller.ts'

const madeUp: Seller = {
  name: 'Meadow and Quill Documents Ltd (made up)',
  address: '1 Example Street, Exampletown',
  email: 'nobody@shop.example',
  register: 'none',
  vatId: 'none',
  fictional: true,
}

/** In a trial nobody need say who sells; in production a start without it is refused. */
export function sellerOf(config: SellerConfig): Seller {
  const { name, ...rest } = config
  if (name === undefined) return madeUp
  const { address = 'none', email = 'none', register = 'none', vatId = 'none' } = rest
  return { name, address, email, register, vatId, fictional: false }
}
