import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import type { Link } from './link.ts'
import { createNetwork } from './network.ts'

/**
 * A TCP proxy of ours on loopback, with a network behind it that misbehaves as it is told.
 *
 * @param upstreams ports on loopback, taken in turn; one that refuses is passed over
 */
export async function startProxy(port: number, upstreams: readonly number[]): Promise<Link> {
  const { admits, behave, join, breakAll } = createNetwork()
  let turn = 0

  const front = createServer({ pauseOnConnect: true }, (client) => {
    client.on('error', () => {})
    void accept(client)
  })

  async function accept(client: Socket): Promise<void> {
    const server = (await admits()) ? await reach() : null
    if (server !== null && (await admits())) return join(client, server)
    server?.destroy()
    client.resetAndDestroy()
  }

  /** The next upstream that takes a connection; null: none does. */
  async function reach(): Promise<Socket | null> {
    turn += 1
    for (let tried = 0; tried < upstreams.length; tried += 1) {
      const server = connect(upstreams[(turn + tried) % upstreams.length]!, '127.0.0.1')
      server.on('error', () => {})
      if (await isTaken(server)) return server
    }
    return null
  }

  front.listen(port, '127.0.0.1')
  await once(front, 'listening')
  return {
    behave: async (way) => behave(way),
    breakAll: async () => breakAll(),
    async close(): Promise<void> {
      front.close()
      behave('reset')
    },
  }
}

/** Whether somebody listens there; settles also where a refusal comes before we listen for it. */
async function isTaken(server: Socket): Promise<boolean> {
  await Promise.race([once(server, 'connect'), once(server, 'close')]).catch(() => {})
  return !server.destroyed
}
