import PostalMime, { type Attachment } from 'postal-mime'
import { type LetterKey, letterOf, type ReportKind } from '../../pack/letter.ts'
import { withoutSecrets } from '../redact.ts'

export interface MailReport {
  readonly letter: LetterKey
  readonly kind: ReportKind
  /** What the server said, without addresses. */
  readonly said: string
}

/**
 * Reads a report on one of our letters (RFC 6522): that it was not delivered (RFC 3464), or that its
 * reader complained of it (RFC 5965). The letter is known by its Message-ID in what the report returns.
 *
 * @returns null for any other message, as for a report of a mere delay
 */
export async function readReport(raw: Uint8Array): Promise<MailReport | null> {
  const { attachments } = await PostalMime.parse(raw, { forceRfc822Attachments: true })
  const parts = attachments.map((part) => ({ type: part.mimeType, text: textOf(part) }))
  const returned = parts.find(({ type }) => returnedTypes.includes(type))?.text ?? ''
  const letter = letterOf(fieldIn(returned, 'Message-ID') ?? '')
  if (letter === null) return null
  const delivery = parts.find(({ type }) => type === 'message/delivery-status')?.text
  const feedback = parts.find(({ type }) => type === 'message/feedback-report')?.text
  if (delivery !== undefined && /^failed\b/i.test(fieldIn(delivery, 'Action') ?? ''))
    return { letter, kind: 'bounce', said: saidIn(delivery) }
  if (feedback !== undefined)
    return { letter, kind: 'complaint', said: fieldIn(feedback, 'Feedback-Type') ?? '' }
  return null
}

const returnedTypes = ['message/rfc822', 'message/rfc822-headers', 'text/rfc822-headers']

function textOf({ content }: Attachment): string {
  return typeof content === 'string' ? content : Buffer.from(content as Uint8Array).toString()
}

/** The first field of this name, its folded lines put together. */
function fieldIn(text: string, name: string): string | null {
  const field = new RegExp(`^${name}:[ \\t]*(.*(?:\\r?\\n[ \\t].*)*)`, 'im').exec(text)
  return field?.[1]?.replace(/\r?\n[ \t]+/g, ' ').trim() ?? null
}

function saidIn(delivery: string): string {
  const said = ['Status', 'Diagnostic-Code'].map((name) => fieldIn(delivery, name))
  return withoutSecrets(said.filter(Boolean).join(' '))
}
