import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'

/** A letter that the server answered for, one JSON object a line of its log. */
export interface SunkLetter {
  /** ISO 8601, UTC. */
  readonly at: string
  readonly from: string
  readonly to: string
  readonly messageId: string
  readonly subject: string
}

/** A mail server on loopback that keeps what it takes: on the disk before it says so, as a real one. */
function startSink(port: number, log: string): void {
  const file = openSync(log, 'a')
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, { envelope }, done) => {
      const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
      const to = envelope.rcptTo[0]?.address ?? ''
      void text(stream).then(async (raw) => {
        const { messageId = '', subject = '' } = await PostalMime.parse(raw)
        const letter: SunkLetter = { at: new Date().toISOString(), from, to, messageId, subject }
        writeSync(file, `${JSON.stringify(letter)}\n`)
        fsyncSync(file)
        done()
      }, done)
    },
  })
  // A client that is killed resets its connection.
  server.on('error', () => {})
  server.listen(port, '127.0.0.1')
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      closeSync(file)
      process.exit(0)
    })
}

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '2525' },
    log: { type: 'string', default: 'mail.log' },
  },
})
startSink(Number(values.port), values.log)
