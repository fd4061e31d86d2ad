import { once } from 'node:events'
import type { AddressInfo, Server } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { SMTPServer } from 'smtp-server'

/** What the server answers to a recipient or to the words of a letter; null: it takes them. */
type Answer = { readonly code: number; readonly says: string } | null

export interface ReceivedLetter {
  readonly from: string
  readonly to: string
  /** As it came over the wire. */
  readonly raw: string
}

export type MailServer = Awaited<ReturnType<typeof startMailServer>>

/** A real mail server on loopback that keeps what it takes, and misbehaves as it is told. */
export async function startMailServer(port = 0) {
  const received: ReceivedLetter[] = []
  const behaviour = {
    /** Asked at RCPT TO. */
    recipient: (_address: string): Answer => null,
    /** Asked at the end of DATA. */
    data: (_letter: ReceivedLetter): Answer => null,
    /** Milliseconds before the end of DATA is answered. */
    delay: 0,
  }
  async function judge(letter: ReceivedLetter): Promise<Answer> {
    await sleep(behaviour.delay)
    const answer = behaviour.data(letter)
    if (answer === null) received.push(letter)
    return answer
  }

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: ({ address }, _session, done) => done(refusal(behaviour.recipient(address))),
    onData: (stream, { envelope }, done) => {
      const [recipient] = envelope.rcptTo
      const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
      const to = recipient?.address ?? ''
      void text(stream).then(async (raw) => done(refusal(await judge({ from, to, raw }))))
    },
  })
  // A client that is stopped resets its connection.
  server.on('error', () => {})
  const listening: Server = server.listen(port, '127.0.0.1')
  await once(listening, 'listening')
  return {
    port: (listening.address() as AddressInfo).port,
    received,
    behaviour,
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  }
}

function refusal(answer: Answer) {
  return answer && Object.assign(new Error(answer.says), { responseCode: answer.code })
}
