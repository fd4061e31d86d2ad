/** What we write to a customer about. */
export const templates = [
  /** It is paid for; here is its page. */
  'paid',
  /** There is a better version. */
  'improved',
  /** There is a version with the customer's corrections. */
  'corrected',
  /** Money went back. */
  'refunded',
  /** Money went back, and the customer's bank did not take it. */
  'refund-failed',
  /** The pack was paid for and never downloaded. */
  'reminder',
  /** The pages of this customer's orders, since somebody asked. */
  'links',
  /** It is erased as soon as this letter has gone, as its customer asked. */
  'erased',
  /** Something went wrong that concerns the order. */
  'incident',
] as const

export type Template = (typeof templates)[number]

/** Which letter it is; there is one of each. */
export interface LetterKey {
  readonly order: string
  readonly template: Template
  /** Of a release's letter its version, of an incident's its number; of others the how manieth. */
  readonly version: number
}

/** A letter as it is sent. */
export interface Letter {
  /** RFC 5322, with its angle brackets; the same however often it is tried. */
  readonly messageId: string
  /** E-mail address. */
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** @param domain of our sending address */
export function messageIdOf({ order, template, version }: LetterKey, domain: string): string {
  return `<${order}.${template}.${version}@${domain}>`
}

/** How the letters of an order fare: none was written, one is to go, one was taken, one came back. */
export type LetterStanding = 'none' | 'waiting' | 'sent' | 'failed'

/** What is reported of a letter that was taken: it came back, or its reader called it spam. */
export type ReportKind = 'bounce' | 'complaint'

const ours = new RegExp(`^<(ord_[a-z0-9]+)\\.(${templates.join('|')})\\.([1-9]\\d{0,8})@`)

/** @returns null for a Message-ID that is none of ours */
export function letterOf(messageId: string): LetterKey | null {
  const [, order, template, version] = ours.exec(messageId) ?? []
  if (order === undefined) return null
  return { order, template: template as Template, version: Number(version) }
}
