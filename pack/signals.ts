/** What the workflow of an order may be told from outside. */
export const signals = {
  /** By an operator: what parked the order has been put right. */
  resume: 'resume',
  /** By an operator: start the next round of tailoring at once. */
  tryNow: 'try-now',
  /** By `upkeep`: models that failed the order answer again. */
  modelsBack: 'models-back',
  /** By whoever looked at Stripe: the payment went back, or may; nothing more is spent on the order. */
  paymentChanged: 'payment-changed',
  /** By whoever froze a correction: the answers are others now. With the number of their revision. */
  corrected: 'corrected',
  /** By whoever recorded a decision: a person has read a text that the order waits for. */
  reviewed: 'reviewed',
} as const
