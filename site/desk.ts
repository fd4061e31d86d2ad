import { rmSync } from 'node:fs'
import { createServer, request as send } from 'node:http'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { withoutSecrets } from '../clients/redact.ts'
import { createOperator, type OperatorAnswer, type OperatorRequest } from './operator.ts'
import type { Site } from './site.ts'

const socketOf = (dataDir: string) => join(dataDir, 'operator.sock')

/**
 * The embedded database takes one process, so that process does for `npm run order` what it is
 * asked over a socket, which only its own user may open.
 *
 * @returns how to stop
 */
export async function openDesk(site: Site): Promise<() => Promise<void>> {
  const operate = createOperator(site)
  const server = createServer((request, response) => {
    const answer = json(request).then((asked) => operate(asked as OperatorRequest))
    void answer.then(
      (done) => response.end(JSON.stringify(done)),
      (error: unknown) => response.writeHead(500).end(withoutSecrets(sentenceOf(error))),
    )
  })
  const socket = socketOf(site.config.dataDir)
  // Left by a process that was killed; the lock on the database says that none lives.
  rmSync(socket, { force: true })
  await new Promise<void>((resolve) => {
    server.once('error', (error) => {
      site.log.warn({ error }, 'npm run order cannot reach this process; choose a shorter DATA_DIR')
      resolve()
    })
    server.listen(socket, resolve)
  })
  return () => new Promise((closed) => server.close(() => closed()))
}

/** Asks the process that has the embedded database; null: none does. */
export function askDesk(dataDir: string, asked: OperatorRequest): Promise<OperatorAnswer | null> {
  return new Promise((resolve, reject) => {
    const request = send({ socketPath: socketOf(dataDir), method: 'POST' }, (response) => {
      if (response.statusCode === 200) return resolve(json(response) as Promise<OperatorAnswer>)
      void response.toArray().then((said) => reject(new Error(said.join(''))))
    })
    request.once('error', (error: NodeJS.ErrnoException) => {
      const nobody = error.code === 'ENOENT' || error.code === 'ECONNREFUSED'
      if (nobody) resolve(null)
      else reject(error)
    })
    request.end(JSON.stringify(asked))
  })
}

const sentenceOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
