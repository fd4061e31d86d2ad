import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

/** What becomes of a request: it is passed on, answered with an error, never answered, or cut off. */
export type Fate = 'pass' | 'hang' | 'cut' | 403 | 429 | 503

/** Stands between the shop and Stripe, and does with each request what it is told. */
export async function startFaultyStripe(upstream: string) {
  let decide: (path: string) => Fate = () => 'pass'
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    asked.push(path)
    void meet(decide(path), request, response)
  })
  async function meet(fate: Fate, request: IncomingMessage, response: ServerResponse) {
    if (fate === 'hang') return
    if (fate === 'cut') return void request.destroy()
    if (fate !== 'pass') {
      const error = { type: 'api_error', message: `The test answers ${fate}.` }
      response.writeHead(fate, { 'content-type': 'application/json' })
      return void response.end(JSON.stringify({ error }))
    }
    const { method = 'GET', headers } = request
    const sent = await text(request)
    const answer = await fetch(`${upstream}${request.url}`, {
      method,
      headers: Object.entries(headers).filter(
        (one): one is [string, string] =>
          !['host', 'connection', 'content-length'].includes(one[0]),
      ),
      ...(method === 'POST' && { body: sent }),
    })
    response.writeHead(answer.status, { 'content-type': 'application/json' })
    response.end(await answer.text())
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no TCP port was given')
  return {
    url: `http://127.0.0.1:${address.port}`,
    /** Paths with their queries, in order. */
    asked,
    /** From now on. */
    meets: (fate: (path: string) => Fate) => void (decide = fate),
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}
