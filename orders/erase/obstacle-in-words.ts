import type { ErasureObstacle } from '../../pack/erasure.ts'

/** For whoever runs the shop, after the order's id. */
export const obstacleInWords: Readonly<Record<ErasureObstacle, string>> = {
  'awaiting-payment':
    'can still be paid for, and money that comes must find it; cancel it first, or wait a day until its page has expired.',
  'payment-pending':
    'is being paid by a bank, and the money must find it; erase it once that has come to something, in a few working days.',
  undelivered:
    'is paid and has no pack yet; have it delivered, or give all of the money back first.',
  contested: 'is disputed, and the bank wants evidence; erase it once the dispute is decided.',
  owed: 'has a refund that came back, and its customer has to be reached; pay them first.',
}
