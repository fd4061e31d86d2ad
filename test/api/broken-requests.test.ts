import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { answerBroken } from '../../api/broken-requests.ts'
import { openShop, type Shop } from '../shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ workers: [] })
})
afterAll(() => shop.close())

/** What comes back for these bytes, the connection being left open. */
async function answerTo(port: number, bytes: string) {
  const socket = connect(port, '127.0.0.1')
  socket.write(bytes)
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n')
  return { head, ...JSON.parse(body) }
}

const answers = /^HTTP\/1\.1 (\d+) [\s\S]*content-type: application\/problem\+json\r\n/

it.each([
  ['that is none', 'What is this?\r\n\r\n', 400, 'Correct it and send it again.'],
  [
    'with more cookies than are read',
    `GET / HTTP/1.1\r\nhost: shop\r\ncookie: ${'a'.repeat(40_000)}\r\n\r\n`,
    431,
    'Delete the cookies of this site, and send it again.',
  ],
])('a request %s is refused in our words', async (_, bytes, status, remedy) => {
  const answer = await answerTo(Number(new URL(shop.publicUrl).port), bytes)
  expect(answer.head.match(answers)?.[1]).toBe(String(status))
  expect(answer).toMatchObject({ status, detail: expect.stringContaining(remedy) })
})

it('a request that does not end is told to come again', async () => {
  const server = createServer({ requestTimeout: 200, connectionsCheckingInterval: 50 })
  server.on('clientError', answerBroken)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const answer = await answerTo(
    port,
    'POST / HTTP/1.1\r\nhost: shop\r\ncontent-length: 9\r\n\r\nhalf',
  )
  expect(answer.head.match(answers)?.[1]).toBe('408')
  expect(answer.detail).toMatch(
    /^Not all of it arrived in time, so nothing was done\. Send it again/,
  )
  server.close()
})
