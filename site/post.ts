import type { MailConfig } from '../clients/mail/config.ts'
import { createMailFolder } from '../clients/mail/folder.ts'
import { createMailbox } from '../clients/mail/mailbox.ts'
import { readReport } from '../clients/mail/report.ts'
import { createSmtp } from '../clients/mail/smtp.ts'
import { createTakeReports } from '../orders/mail/take-reports.ts'
import type { Site } from './site.ts'

/** How letters leave, and how those that come back are noticed: not at all without a mailbox. */
export function openPost(
  { smtpUrl, imapUrl, from }: MailConfig,
  { mailReports: reports, observe, log }: Pick<Site, 'mailReports' | 'observe' | 'log'>,
  folder: string,
  replyTo: string | null,
) {
  if (smtpUrl === undefined) return { send: createMailFolder(folder, from), takeReports: null }
  const send = createSmtp({ url: smtpUrl, from, replyTo })
  if (imapUrl === undefined) {
    log.warn(
      'IMAP_URL is not set: nobody notices letters that come back; set it to the mailbox of MAIL_FROM',
    )
    return { send, takeReports: null }
  }
  const mailbox = createMailbox(imapUrl)
  return { send, takeReports: createTakeReports({ mailbox, read: readReport, reports, observe }) }
}
