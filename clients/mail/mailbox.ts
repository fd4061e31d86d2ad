import { ImapFlow } from 'imapflow'
import { isLoopback } from '../exposure.ts'
import { mailServerIn } from './server.ts'
import { MailUnavailable } from './smtp.ts'

/** Messages that are looked at in one turn. */
const batch = 50

/**
 * Bytes of a message that are looked at: a report is short, but for what it returns at its end. Anybody
 * may write to this mailbox, and a megabyte can be made to take the parser seconds.
 */
const longest = 100_000

/** Milliseconds. */
const patience = 30_000

/**
 * The mailbox to which letters come back, by IMAP. Each unseen message is handed on, and counts as seen
 * once that is done; nothing is deleted.
 *
 * @param url `imaps://user:password@host:port`
 */
export function createMailbox(url: string) {
  return async (take: (raw: Uint8Array) => Promise<unknown>): Promise<number> => {
    const client = open(url)
    try {
      await client.connect()
      await client.mailboxOpen('INBOX')
      const unseen = (await client.search({ seen: false }, { uid: true })) || []
      for (const uid of unseen.slice(0, batch)) {
        const message = await client.fetchOne(
          String(uid),
          { source: { maxLength: longest } },
          { uid: true },
        )
        if (message && message.source) await take(message.source)
        await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true })
      }
      return Math.min(unseen.length, batch)
    } catch (error) {
      throw away(error)
    } finally {
      client.close()
    }
  }
}

function open(url: string): ImapFlow {
  const { auth, ...server } = mailServerIn(url, [143, 993])
  const client = new ImapFlow({
    ...server,
    ...(auth && { auth }),
    // Reports hold our customers' addresses, and the password opens them all.
    doSTARTTLS: server.secure || isLoopback(server.host) ? undefined : true,
    logger: false,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
  })
  // Told by the call that waits for it, too.
  client.on('error', () => {})
  return client
}

/** What the store says is the store's; what the mailbox says, it says without our words. */
function away(error: unknown): unknown {
  if (!(error instanceof Error) || error.name === 'DatabaseUnavailable') return error
  return new MailUnavailable(`The mailbox of MAIL_FROM cannot be read: ${error.message}`)
}
