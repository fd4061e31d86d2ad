import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A loopback listener that can close, so that connections are refused, and open again. */
export function createListener(handler: RequestListener) {
  let server: Server | null = null
  return {
    /** @returns the port, also when it was open already */
    async listen(port: number): Promise<number> {
      if (server === null) {
        const opened = createServer(handler)
        const { promise, resolve, reject } = Promise.withResolvers<void>()
        opened.once('error', reject).listen(port, '127.0.0.1', resolve)
        await promise
        server = opened
      }
      return (server.address() as AddressInfo).port
    },
    async close(): Promise<void> {
      if (server === null) return
      const { promise, resolve } = Promise.withResolvers<void>()
      server.close(() => resolve())
      server.closeAllConnections()
      server = null
      await promise
    },
  }
}
