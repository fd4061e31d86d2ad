/** What was asked for does not apply to the order as it stands; the message says why, and what to do. */
export class NotApplicable extends Error {
  override readonly name = 'NotApplicable'
}
