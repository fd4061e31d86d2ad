import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { createNetwork } from './network.ts'

export type Proxy = Awaited<ReturnType<typeof startProxy>>

/**
 * A TCP proxy on loopback, with a network behind it that misbehaves as it is told.
 *
 * @param upstreams ports on loopback, taken in turn; one that refuses is passed over
 */
export async function startProxy(port: number, upstreams: readonly number[]) {
  const { isDown, behave, join, breakAll } = createNetwork()
  let turn = 0

  const front = createServer({ pauseOnConnect: true }, (client) => {
    client.on('error', () => {})
    void accept(client)
  })

  async function accept(client: Socket): Promise<void> {
    const server = isDown() ? null : await reach()
    if (server !== null && !isDown()) return join(client, server)
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
    behave,
    breakAll,
    async close(): Promise<void> {
      behave(null)
      breakAll()
      front.close()
    },
  }
}

/** Whether somebody listens there; settles also where a refusal comes before we listen for it. */
async function isTaken(server: Socket): Promise<boolean> {
  await Promise.race([once(server, 'connect'), once(server, 'close')]).catch(() => {})
  return !server.destroyed
}
