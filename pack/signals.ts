/** What an operator may tell the workflow of an order. */
export const signals = {
  /** What parked the order has been put right. */
  resume: 'resume',
  /** Start the next round of tailoring at once. */
  tryNow: 'try-now',
} as const
