import { join } from 'node:path'
import type { MailConfig } from '../clients/mail/config.ts'
import { createMailFolder } from '../clients/mail/folder.ts'
import { createSmtp } from '../clients/mail/smtp.ts'

/** How letters leave: by the mail server, or in a trial without one into a folder. */
export function openPost({ smtpUrl, from }: MailConfig, dataDir: string, replyTo: string | null) {
  return smtpUrl === undefined
    ? createMailFolder(join(dataDir, 'mail'), from)
    : createSmtp({ url: smtpUrl, from, replyTo })
}
