import { rmSync } from 'node:fs'
import { createServer, request as send } from 'node:http'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import type { Log } from '../clients/log.ts'
import { withoutSecrets } from '../clients/redact.ts'

const socketOf = (dataDir: string) => join(dataDir, 'operator.sock')

/** What is done at the desk, by the name of the command that asks for it. */
export type Duties = Readonly<Record<string, (asked: never) => Promise<unknown>>>

/**
 * The embedded database takes one process, so that process does for a command what it is asked
 * over a socket, which only its own user may open.
 *
 * @returns how to stop
 */
export async function openDesk(
  dataDir: string,
  duties: Duties,
  log: Log,
): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    const duty = duties[request.url?.slice(1) ?? '']
    const answer = json(request).then((asked) => duty?.(asked as never))
    void answer.then(
      (done) => response.end(JSON.stringify(done)),
      (error: unknown) => response.writeHead(500).end(withoutSecrets(sentenceOf(error))),
    )
  })
  const socket = socketOf(dataDir)
  // Left by a process that was killed; the lock on the database says that none lives.
  rmSync(socket, { force: true })
  await new Promise<void>((resolve) => {
    server.once('error', (error) => {
      log.warn({ error }, 'no command can reach this process; choose a shorter DATA_DIR')
      resolve()
    })
    server.listen(socket, resolve)
  })
  return () => new Promise((closed) => server.close(() => closed()))
}

/** Asks the process that has the embedded database; null: none does. */
export function askDesk<Answer>(
  dataDir: string,
  command: string,
  asked: unknown,
): Promise<Answer | null> {
  return new Promise((resolve, reject) => {
    const socketPath = socketOf(dataDir)
    const request = send({ socketPath, method: 'POST', path: `/${command}` }, (response) => {
      if (response.statusCode === 200) return resolve(json(response) as Promise<Answer>)
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
