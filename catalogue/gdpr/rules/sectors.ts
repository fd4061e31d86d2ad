import { z } from 'zod'
import { words } from '../../shape.ts'

/** `care`: the slip that is commonest in the trade, one sentence. */
export const sectorShape = z.strictObject({ id: words, label: words, care: words })

/** Trades, each with the slip that is commonest in it; our own experience, no rule of law. */
const trades = {
  retail: {
    label: 'Shop or online shop',
    care: 'Parcel labels, order slips and screens at the till show customers’ data to everybody who passes.',
  },
  hospitality: {
    label: 'Hospitality, food and travel',
    care: 'Booking books and notes on allergies lie open where guests and colleagues can read them.',
  },
  trades: {
    label: 'Building and trades',
    care: 'Addresses, alarm codes and photographs of homes stay on private telephones long after the work is done.',
  },
  professional: {
    label: 'Professional services and consulting',
    care: 'Client papers travel by e-mail, and a wrong attachment reaches the other side.',
  },
  legal: {
    label: 'Law firm or notary',
    care: 'Papers of a matter reach the other side by a wrong address, or lie open between two clients’ meetings.',
  },
  accounting: {
    label: 'Accounting and tax advice',
    care: 'Payrolls and tax returns travel by unprotected e-mail, and one client’s papers end up in another’s folder.',
  },
  software: {
    label: 'Software and IT services',
    care: 'Copies of live data stay in test systems, logs and support tickets.',
  },
  health: {
    label: 'Health and social care',
    care: 'Talk at the reception desk and messages to relatives disclose who is treated, and for what.',
  },
  beauty: {
    label: 'Beauty, fitness and personal services',
    care: 'Notes on health and pictures of clients are made in passing and never deleted.',
  },
  education: {
    label: 'Education and training',
    care: 'Lists of pupils and results are sent round to whole groups, and parents see one another’s addresses.',
  },
  property: {
    label: 'Property and lettings',
    care: 'Papers of rejected applicants, with their income and references, are kept for years.',
  },
  childcare: {
    label: 'Childcare and nurseries',
    care: 'Photographs, allergy lists and notes on families hang where other parents can read them.',
  },
  charity: {
    label: 'Charity, club or association',
    care: 'Volunteers keep lists of members and of people in need at home and on private devices.',
  },
  manufacturing: {
    label: 'Manufacturing and wholesale',
    care: 'Old address lists of sales staff and open folders with staff data are forgotten on the server.',
  },
  other: {
    label: 'Another sector',
    care: 'Shared folders grow for years, and nobody knows any more who can read them.',
  },
}

export type Sector = keyof typeof trades

export const sectors = Object.fromEntries(
  Object.entries(trades).map(([id, { label }]) => [id, label]),
) as Record<Sector, string>

export function sectorOf(id: Sector) {
  return { id, ...trades[id] }
}
