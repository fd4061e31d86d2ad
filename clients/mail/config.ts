import { z } from 'zod'
import { wrongAddress } from '../../pack/email-address.ts'
import { duration, type Environment, readVariables } from '../variables.ts'

/** `Name <address>` or the address alone. */
const sender = /^(?:([^<>"@\r\n]+?)\s*<([^<>\s]+)>|([^<>\s]+))$/

/** Read by the API, which sends what is written to customers. */
export function readMail(environment: Environment) {
  const read = readVariables(environment, {
    SMTP_URL: z
      .string()
      .refine(
        (url) => URL.canParse(url) && /^smtps?:\/\/[^/?#]+\/?$/.test(url),
        'must be smtp://user:password@host:port, or smtps:// for TLS from the first byte',
      )
      .optional(),
    IMAP_URL: z
      .string()
      .refine(
        (url) => URL.canParse(url) && /^imaps?:\/\/[^/?#]+@[^/?#]+\/?$/.test(url),
        'must be imaps://user:password@host:port',
      )
      .optional(),
    MAIL_FROM: z
      .string()
      .refine((text) => {
        const address = addressIn(text)
        return address !== null && wrongAddress(address) === null
      }, 'must be an address, or a name with one: Packhorse <packs@shop.example>')
      .optional(),
    MAIL_GRACE: duration.default(120_000),
  })
  const from = read.MAIL_FROM
  return Object.freeze({
    smtpUrl: read.SMTP_URL,
    /** Of the mailbox to which letters come back. */
    imapUrl: read.IMAP_URL,
    from: from ?? trialSender,
    /** Where answers go that nobody reads, and what Message-IDs end with. */
    address: addressIn(from ?? trialSender) ?? '',
    /** Milliseconds. */
    grace: read.MAIL_GRACE,
    isNamed: from !== undefined,
  })
}

export type MailConfig = ReturnType<typeof readMail>

const trialSender = 'Packhorse <nobody@shop.example>'

function addressIn(text: string): string | null {
  const [, , inBrackets, alone] = sender.exec(text) ?? []
  return inBrackets ?? alone ?? null
}
