import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

const tries = 50

/**
 * A loopback port that nobody listens on, nor on those that follow it up to `count`. It is drawn by lot below the range from which systems
 * take the ports of outgoing connections, so that it is still free when a server opens it.
 */
export async function freePort(count = 1): Promise<number> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const port = randomInt(10_000, 32_000)
    const block = Array.from({ length: count }, (_, offset) => isFree(port + offset))
    if ((await Promise.all(block)).every(Boolean)) return port
  }
  throw new Error(`None of ${tries} ports tried on 127.0.0.1 was free; end some servers.`)
}

export async function isFree(port: number): Promise<boolean> {
  const probe = createServer()
  try {
    probe.listen(port, '127.0.0.1')
    await once(probe, 'listening')
    return true
  } catch {
    return false
  } finally {
    probe.close()
  }
}
