import { createTransport, type NodemailerError } from 'nodemailer'
import type { Letter } from '../../pack/letter.ts'
import { isLoopback } from '../exposure.ts'
import { withoutSecrets } from '../redact.ts'
import { mailServerIn } from './server.ts'

/** The mail server will never take this letter: what it says of its address or its words. */
export class LetterRefused extends Error {
  override readonly name = 'LetterRefused'
}

/** The mail server may take it later. */
export class LetterDelayed extends Error {
  override readonly name = 'LetterDelayed'
}

/** The mail server cannot be reached, or does not let us in: no letter goes. */
export class MailUnavailable extends Error {
  override readonly name = 'MailUnavailable'
}

export interface Sender {
  readonly url: string
  /** With or without a name. */
  readonly from: string
  /** Where answers go; null: to the sender. */
  readonly replyTo: string | null
}

/** Milliseconds of silence, and of all of it: less than a letter's lease. */
const patience = { silence: 30_000, all: 120_000 }

/** Sends by SMTP, each letter by a connection of its own; resolves once the server has taken it. */
export function createSmtp({ url, from, replyTo }: Sender) {
  const { auth, ...server } = mailServerIn(url, [587, 465])
  const transport = createTransport({
    ...server,
    ...(auth && { auth }),
    // Letters hold links that open paid orders: across a network never in the open.
    requireTLS: !isLoopback(server.host),
    connectionTimeout: patience.silence,
    greetingTimeout: patience.silence,
    socketTimeout: patience.silence,
  })

  return async (letter: Letter, stop: AbortSignal): Promise<void> => {
    const signal = AbortSignal.any([stop, AbortSignal.timeout(patience.all)])
    try {
      await transport.sendMail({ ...messageOf(letter, from, replyTo), signal })
    } catch (error) {
      throw inOurWords(error as NodemailerError)
    }
  }
}

/** The letter as nodemailer takes it. */
export function messageOf(letter: Letter, from: string, replyTo: string | null) {
  return {
    ...letter,
    from,
    ...(replyTo !== null && { replyTo }),
    // So that no absence note and no robot answers (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated' },
    // A bounce brings back the headers alone, to the sender (RFC 3461); where the server knows it.
    dsn: { notify: 'failure', return: 'headers', recipient: letter.to },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

function inOurWords(error: NodemailerError): Error {
  const { command, permanent, response, message } = error
  const said = withoutSecrets(response ?? message)
  // What it says at other commands is about us, and true of every letter.
  const isOfLetter = command === 'RCPT TO' || command === 'DATA'
  if (!isOfLetter || permanent === undefined)
    return new MailUnavailable(`The mail server did not take a letter: ${said}`)
  return permanent ? new LetterRefused(said) : new LetterDelayed(said)
}
