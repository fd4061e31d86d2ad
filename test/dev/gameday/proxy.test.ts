import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { freePort } from '../../../dev/free-port.ts'
import { type Proxy, startProxy } from '../../../dev/gameday/proxy.ts'

let echo: Server
let proxy: Proxy
let port: number
const clients: Socket[] = []
const served: Socket[] = []

beforeEach(async () => {
  echo = createServer((socket) => {
    served.push(socket)
    socket.on('error', () => {})
    socket.pipe(socket)
  }).listen(0, '127.0.0.1')
  await once(echo, 'listening')
  const { port: upstream } = echo.address() as { port: number }
  port = await freePort(2)
  // Nobody listens on the first.
  proxy = await startProxy(port, [port + 1, upstream])
})

afterEach(async () => {
  for (const socket of [...clients.splice(0), ...served.splice(0)]) socket.destroy()
  await proxy.close()
  echo.close()
})

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

/** Settles also when it is broken. */
const closing = (client: Socket) => new Promise((done) => client.once('close', done))

const heardWithin = (client: Socket, milliseconds: number) =>
  Promise.race([once(client, 'data').then(String), sleep(milliseconds, null)])

it('passes what both sides say, by the upstream that takes connections', async () => {
  expect(await answer(open(), 'hello')).toBe('hello')
  expect(await answer(open(), 'hello again')).toBe('hello again')
})

it('ends a connection when the other side does', async () => {
  const client = open()
  await answer(client, 'hello')
  served[0]!.destroy()
  await once(client, 'close')
  expect(client.destroyed).toBe(true)
})

it('drops packets, and delivers them once the network is well', async () => {
  const client = open()
  await answer(client, 'hello')
  proxy.behave('drop')
  client.write('lost?')
  expect(await heardWithin(client, 300)).toBe(null)
  const late = once(client, 'data')
  proxy.behave(null)
  expect(String(await late)).toBe('lost?')
})

it('resets connections that are open, and those that are tried', async () => {
  const client = open()
  await answer(client, 'hello')
  const broken = closing(client)
  proxy.behave('reset')
  await broken
  await closing(open())
  proxy.behave(null)
  expect(await answer(open(), 'back')).toBe('back')
})

it('leaves a client half open, who hears nothing until the network is well', async () => {
  const client = open()
  await answer(client, 'hello')
  const closed = closing(client)
  proxy.behave('half-open')
  await once(served[0]!, 'close')
  client.write('anybody?')
  expect(await Promise.race([closed, sleep(300, 'silence')])).toBe('silence')
  expect(await answer(open(), 'new')).toBe('new')
  proxy.behave(null)
  await closed
})

it('lets a trickle through, and holds packets back', async () => {
  const client = open()
  await answer(client, 'hello')
  proxy.behave('throttle')
  client.write(Buffer.alloc(20_000, 'x'))
  const first = await once(client, 'data')
  expect(first[0].length).toBeLessThan(20_000)
  proxy.behave('delay')
  const other = open()
  other.write('late')
  expect(await heardWithin(other, 300)).toBe(null)
  expect(await heardWithin(other, 5_000)).toBe('late')
})
