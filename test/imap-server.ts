import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'

interface Message {
  readonly raw: string
  seen: boolean
}

export type ImapServer = Awaited<ReturnType<typeof startImapServer>>

/** As much of IMAP (RFC 3501) as reads a mailbox's new messages, on loopback. */
export async function startImapServer(password = 'secret') {
  const messages: Message[] = []
  const sockets = new Set<Socket>()

  function answer(socket: Socket, line: string): void {
    const [tag = '', ...words] = line.split(' ')
    const command = words[0]?.toUpperCase() === 'UID' ? `UID ${words[1]}` : (words[0] ?? '')
    const say = (text: string) => socket.write(`${text}\r\n`)
    const untagged: Readonly<Record<string, () => void>> = {
      CAPABILITY: () => say('* CAPABILITY IMAP4rev1'),
      LIST: () => say('* LIST (\\HasNoChildren) "/" INBOX'),
      LSUB: () => say('* LSUB () "/" INBOX'),
      SELECT: () => {
        say(`* ${messages.length} EXISTS`)
        say('* FLAGS (\\Seen)')
        say('* OK [PERMANENTFLAGS (\\Seen)] kept')
        say('* OK [UIDVALIDITY 1] valid')
        say(`* OK [UIDNEXT ${messages.length + 1}] next`)
      },
      'UID SEARCH': () => {
        const unseen = messages.flatMap(({ seen }, index) => (seen ? [] : [index + 1]))
        say(['* SEARCH', ...unseen].join(' '))
      },
      'UID FETCH': () => {
        const { raw } = messages[Number(words[2]) - 1] ?? { raw: '' }
        socket.write(
          `* ${words[2]} FETCH (UID ${words[2]} BODY[]<0> {${Buffer.byteLength(raw)}}\r\n`,
        )
        socket.write(`${raw})\r\n`)
      },
      'UID STORE': () => {
        const message = messages[Number(words[2]) - 1]
        if (message) message.seen = true
      },
    }
    const name = command.toUpperCase()
    if (name === 'LOGIN' && !line.includes(password)) return void say(`${tag} NO wrong password`)
    untagged[name]?.()
    say(`${tag} OK done`)
  }

  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.write('* OK ready\r\n')
    createInterface(socket).on('line', (line) => answer(socket, line))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `imap://packs:${password}@127.0.0.1:${port}`,
    port,
    messages,
    arrives: (raw: string) => void messages.push({ raw, seen: false }),
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
