import { goProgram } from './go-program.ts'

const { file, prepare } = goProgram({
  name: 'toxiproxy',
  module: 'github.com/Shopify/toxiproxy/v2/cmd/server',
  version: 'v2.12.0',
})

export { prepare as prepareToxiproxy }

/** How it is started; its HTTP API listens on that loopback port. */
export function toxiproxyServer(port: number) {
  const args = ['-host', '127.0.0.1', '-port', `${port}`]
  // Else it says a line of each connection.
  return { command: file, args, env: { LOG_LEVEL: 'error' } }
}
