import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { endWithThisProcess, stop } from '../../../dev/child-process.ts'
import { freePort } from '../../../dev/free-port.ts'
import { type Link, lateness, ways } from '../../../dev/gameday/link.ts'
import { startProxy } from '../../../dev/gameday/proxy.ts'
import { createToxicLink } from '../../../dev/gameday/toxic-link.ts'
import { goInstallLine } from '../../../dev/go-program.ts'
import { prepareToxiproxy, toxiproxyServer } from '../../../dev/toxiproxy.ts'
import { untilAnswers } from '../../../dev/until-answers.ts'

const isThere = await prepareToxiproxy()
if (!isThere && process.env['CI'] === 'true') throw new Error(`No toxiproxy; ${goInstallLine}.`)

type Open = (port: number, upstreams: readonly number[]) => Promise<Link>

const ours: Open = (port, upstreams) => startProxy(port, upstreams)

let echo: Server
let upstream: number
let link: Link
let port: number
const clients: Socket[] = []
const served: Socket[] = []

describe('a link through our proxy', () => {
  misbehaves(ours)

  it('has new connections be well while others are half open', async () => {
    const client = open()
    await answer(client, 'hello')
    await link.behave('half-open')
    await once(served[0]!, 'close')
    expect(await answer(open(), 'new')).toBe('new')
  })
})

describe.skipIf(!isThere)(`a link through toxiproxy${isThere ? '' : ` (${goInstallLine})`}`, () => {
  let api: number
  let server: ReturnType<typeof spawn>
  beforeAll(async () => {
    api = await freePort()
    const { command, args, env } = toxiproxyServer(api)
    server = spawn(command, args, { stdio: 'ignore', env })
    endWithThisProcess(server)
    await untilAnswers(`http://127.0.0.1:${api}/version`)
  })
  afterAll(() => stop(server))

  const theirs: Open = (at, upstreams) =>
    createToxicLink({ api, name: 'echo', port: at, door: at + 1, upstreams })
  misbehaves(theirs)

  it('says so when toxiproxy refuses', async () => {
    await expect(theirs(await freePort(2), [])).rejects.toThrow(/^toxiproxy refused POST .*\(409\)/)
  })
})

/** What every link does. */
function misbehaves(make: Open): void {
  around(make)

  it('passes what both sides say, and that one of them ends', async () => {
    const client = open()
    expect(await answer(client, 'hello')).toBe('hello')
    served[0]!.destroy()
    await closing(client)
  })

  it('drops packets, and delivers them in their order once it is well', async () => {
    const client = open()
    await answer(client, 'hello')
    await link.behave('drop')
    for (const words of ['lost?', ' by', ' no means']) {
      client.write(words)
      expect(await heardWithin(client, 100)).toBe(null)
    }
    const all = hear(client, 'lost? by no means'.length)
    await link.behave(null)
    expect(await all).toBe('lost? by no means')
  })

  it('passes over an upstream that refuses, and takes the others in turn', async () => {
    expect(await answer(open(), 'hello')).toBe('hello')
    expect(await answer(open(), 'hello again')).toBe('hello again')
  })

  it('tells nobody while it drops packets that a connection ends, or is tried in vain', async () => {
    const client = open()
    await answer(client, 'hello')
    await link.behave('drop')
    const closed = closing(client)
    await dieOut()
    const late = open()
    expect(await Promise.race([closed, closing(late), sleep(300, 'silence')])).toBe('silence')
    await listen()
    await link.behave(null)
    await closed
    expect(await answer(late, 'hello')).toBe('hello')
  })

  it('resets connections that are open, and those that are tried', async () => {
    const client = open()
    await answer(client, 'hello')
    const broken = closing(client)
    await link.behave('reset')
    await broken
    const other = open()
    other.write('hello')
    await closing(other)
    await link.behave(null)
    expect(await answer(open(), 'back')).toBe('back')
  })

  it('leaves a client half open, who hears nothing until the network is well', async () => {
    const client = open()
    await answer(client, 'hello')
    const closed = closing(client)
    await link.behave('half-open')
    client.write('anybody?')
    const heard = heardWithin(client, 300)
    expect(await Promise.race([closed, heard])).toBe(null)
    await link.behave(null)
    await closed
    expect(await answer(open(), 'back')).toBe('back')
  })

  it('lets a trickle through, of which nothing is lost', async () => {
    const client = open()
    await answer(client, 'hello')
    await link.behave('throttle')
    const long = 'x'.repeat(19_999).concat('y')
    client.write(long)
    const [first] = (await once(client, 'data')) as [Buffer]
    expect(first.length).toBeLessThan(long.length)
    const others = await hear(client, long.length - first.length)
    expect(String(first) + others).toBe(long)
  })

  it('holds packets back, all for as long, and not each for the one before it', async () => {
    const client = open()
    await answer(client, 'hello')
    await link.behave('delay')
    const count = 20
    const all = hear(client, count)
    client.write('0')
    expect(await heardWithin(client, lateness / 2)).toBe(null)
    for (let n = 1; n < count; n += 1) {
      await sleep(20)
      client.write(String(n % 10))
    }
    const oneByOne = sleep((count / 2) * lateness, 'too late')
    expect(await Promise.race([all, oneByOne])).toBe('01234567890123456789')
  })

  it('breaks whoever is connected, also while it drops packets, and lets others in', async () => {
    const client = open()
    await answer(client, 'hello')
    await link.behave('drop')
    const broken = closing(client)
    await link.breakAll()
    await broken
    await link.behave(null)
    expect(await answer(open(), 'new')).toBe('new')
  })

  it.each(ways)('is well again after “%s”', async (way) => {
    await link.behave(way)
    await link.behave(null)
    expect(await answer(open(), 'well')).toBe('well')
  })
}

function around(make: Open): void {
  beforeEach(async () => {
    port = await freePort(4)
    upstream = port + 3
    await listen()
    // Nobody listens on the first.
    link = await make(port, [upstream - 1, upstream])
  })

  afterEach(async () => {
    for (const socket of clients.splice(0)) socket.destroy()
    await link.close()
    await dieOut()
  })
}

async function listen(): Promise<void> {
  echo = createServer((socket) => {
    served.push(socket)
    socket.on('error', () => {})
    socket.pipe(socket)
  }).listen(upstream, '127.0.0.1')
  await once(echo, 'listening')
}

/** As when the server's process is killed. */
async function dieOut(): Promise<void> {
  for (const socket of served.splice(0)) socket.destroy()
  await new Promise((done) => echo.close(done))
}

function open(): Socket {
  const client = connect(port, '127.0.0.1')
  client.on('error', () => {})
  clients.push(client)
  return client
}

async function answer(client: Socket, words: string): Promise<string> {
  client.write(words)
  const [said] = await once(client, 'data')
  return String(said)
}

/** The next so many bytes. */
async function hear(client: Socket, bytes: number): Promise<string> {
  let said = ''
  while (said.length < bytes) said += String((await once(client, 'data'))[0])
  return said
}

/** Settles also when it is broken. */
const closing = (client: Socket) => new Promise((done) => client.once('close', done))

const heardWithin = (client: Socket, milliseconds: number) =>
  Promise.race([once(client, 'data').then(String), sleep(milliseconds, null)])
