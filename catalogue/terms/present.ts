import type { Clause, Clauses } from './clause.ts'
import { of29November } from './of-29-november-2026.ts'

/** What those agree to who order today: the terms of before, which said nothing of an order's end. */
export const present: Clauses = (packs) => [
  ...of29November(packs).map((clause) => (clause.title === whatYouGet.title ? whatYouGet : clause)),
  erasure,
]

const whatYouGet: Clause = {
  title: 'What you get',
  words:
    'The documents that the pack’s page lists, filled in with your answers, for use inside your firm as the licence in the pack says. Old versions stay downloadable by your private link for as long as we keep the order; our privacy page says how long that is.',
}

const erasure: Clause = {
  title: 'Erasure',
  words:
    'Once your pack is there you may have the order erased on its page, unless its payment is disputed or a refund could not reach you. That is for good: the pack can no longer be downloaded, no answer can be corrected, nothing more is written, and nothing is refunded for what was not written yet. What we owe you by then is paid all the same. Please tell us of a fault in the pack before, since afterwards nobody can look at it.',
}
