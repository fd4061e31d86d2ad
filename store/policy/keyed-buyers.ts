import type { ReservationRequest, Reserved } from '../../pack/budget.ts'
import type { Vault } from '../vault.ts'

interface Reserving {
  reserve(request: ReservationRequest): Promise<Reserved>
}

/**
 * Whose a reservation is is kept as a keyed hash, so that nobody finds an address by trying many. A new
 * `DATA_KEY` makes another one: the day's and the month's allowance then begins anew, once.
 */
export function withKeyedBuyers<Budgets extends Reserving>(
  budgets: Budgets,
  vault: Vault,
): Budgets {
  const keyed = (buyer: string) => vault.fingerprints(`buyer ${buyer}`)[0]
  return {
    ...budgets,
    reserve({ customer, organisation, ...request }) {
      const buyer = {
        customer: keyed(customer),
        organisation: organisation === null ? null : keyed(organisation),
      }
      return budgets.reserve({ ...request, ...buyer })
    },
  }
}
