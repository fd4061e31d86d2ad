import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { SMTPServer } from 'smtp-server'

/** A mail server on loopback that keeps each letter as a file: on the disk before it says so, as a real one. */
function startSink(port: number, folder: string): void {
  mkdirSync(folder, { recursive: true })
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, _session, done) => {
      const kept = buffer(stream).then((raw) => keep(raw, join(folder, `${randomUUID()}.eml`)))
      void kept.then(() => done(), done)
    },
  })
  // A client that is killed resets its connection.
  server.on('error', () => {})
  server.listen(port, '127.0.0.1')
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0))
}

function keep(raw: Buffer, path: string): void {
  const file = openSync(`${path}.part`, 'w')
  writeSync(file, raw)
  fsyncSync(file)
  closeSync(file)
  renameSync(`${path}.part`, path)
}

const { values } = parseArgs({
  options: { port: { type: 'string' }, folder: { type: 'string', default: 'letters' } },
})
startSink(Number(values.port), values.folder)
