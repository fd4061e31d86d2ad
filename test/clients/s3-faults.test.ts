import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { createS3Blobs } from '../../clients/blobs/s3.ts'

let server: Server
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

/** Blobs in a bucket of a server that answers as it is told. */
async function blobsOn(answer: RequestListener) {
  server = createServer(answer)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }
  return createS3Blobs({ bucket: 'packs', prefix: '', endpoint, region: 'here', credentials })
}

const refusing =
  (status: number, code: string): RequestListener =>
  (request, response) => {
    request.resume()
    response.writeHead(status, { 'content-type': 'application/xml' })
    response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>No.</Message></Error>`)
  }

const bytes = Buffer.from('%PDF')

it.each([
  [503, 'SlowDown', 'The bucket packs (STORE_URL) fails (SlowDown 503); look at the S3 server'],
  [507, 'InsufficientStorage', 'The bucket packs (STORE_URL) takes nothing more; make room'],
  [403, 'AccessDenied', 'The bucket packs (STORE_URL) does not let us in; allow our key s3:Get'],
  [500, 'InternalError', 'The bucket packs (STORE_URL) fails (InternalError 500); look at the S3'],
])(
  'an answer %i %s is told in one sentence, whatever was asked',
  async (status, code, sentence) => {
    const blobs = await blobsOn(refusing(status, code))
    await expect(blobs.put('pages/a.pdf', bytes)).rejects.toThrow(sentence)
    await expect(blobs.get('pages/a.pdf')).rejects.toThrow(sentence)
    await expect(Array.fromAsync(blobs.list('pages'))).rejects.toThrow(sentence)
  },
)

it('a server that asks for patience once gets the same request again', async () => {
  let asked = 0
  const blobs = await blobsOn((request, response) => {
    asked += 1
    if (asked === 1) return refusing(503, 'SlowDown')(request, response)
    request.resume()
    response.end()
  })
  await blobs.put('pages/a.pdf', bytes)
  expect(asked).toBe(2)
})

it('another put of the same key under way is waited for, one that is done is enough', async () => {
  const answers = [refusing(409, 'ConditionalRequestConflict'), refusing(412, 'PreconditionFailed')]
  const blobs = await blobsOn((request, response) => answers.shift()?.(request, response))
  await blobs.put('pages/a.pdf', bytes)
  expect(answers).toEqual([])
})

it('a download that is given up lets go of its connection', async () => {
  const blobs = await blobsOn((_, response) => {
    response.writeHead(200, { 'content-length': 10_000_000 })
    response.write(Buffer.alloc(100_000))
  })
  const body = await blobs.read('packs/a.zip')
  await new Promise((done) => body!.once('data', done))
  expect(await connections()).toBe(1)
  body!.destroy()
  await expect.poll(connections).toBe(0)
})

it('a file that the server breaks off is an error, never a shorter file', async () => {
  const blobs = await blobsOn((_, response) => {
    response.writeHead(200, { 'content-length': 10_000 })
    response.write(Buffer.alloc(5_000), () => response.destroy())
  })
  await expect(blobs.get('pages/a.pdf')).rejects.toThrow('The bucket packs (STORE_URL) fails')
  const body = await blobs.read('packs/a.zip')
  await expect(body!.toArray()).rejects.toThrow('aborted')
})

it('more bytes than any blob of ours has are not taken into memory', async () => {
  const blobs = await blobsOn((_, response) => {
    response.writeHead(200, { 'content-length': 65 * 2 ** 20 })
    response.write(bytes)
  })
  await expect(blobs.get('pages/a.pdf')).rejects.toMatchObject({
    cause: { message: expect.stringContaining('but none of ours has more than') },
  })
  await expect.poll(connections).toBe(0)
})

const connections = () =>
  new Promise<number>((done, failed) =>
    server.getConnections((error, count) => (error ? failed(error) : done(count))),
  )
