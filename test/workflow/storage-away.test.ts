import { request as ask, createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, inject, it } from 'vitest'
import { readinessOf } from '../../clients/probes.ts'
import { goInstallLine } from '../../dev/go-program.ts'
import { openShop, type Shop } from '../shop.ts'
import { canMount, mountSmallDisk, whyNot } from '../small-disk.ts'
import { emptyBucket } from '../stores.ts'

let shop: Shop
const undo: (() => Promise<void> | void)[] = []
afterEach(async () => {
  await shop.close()
  for (const each of undo.splice(0).reverse()) await each()
})

it.skipIf(!canMount)(
  `a full disk is told and parks no order, which is delivered once there is room${whyNot}`,
  async () => {
    const disk = mountSmallDisk('256k')
    disk.fill()
    undo.push(disk.remove)
    await survives(
      { STORE_URL: `file:${disk.folder}` },
      {
        sentence: `Nothing can be written to ${disk.folder} (STORE_URL); make room there.`,
        mend: () => disk.resize('256m'),
      },
    )
  },
)

const isAbsent = inject('s3') === null

describe.skipIf(isAbsent)(`S3${isAbsent ? ` (${goInstallLine})` : ''}`, () => {
  it.each([
    [503, 'SlowDown', 'fails (SlowDown 503); look at the S3 server'],
    [507, 'InsufficientStorage', 'takes nothing more; make room on the S3 server'],
  ])('that answers %i %s is told and parks no order', async (status, code, said) => {
    const bucket = emptyBucket()
    const gateway = await openGateway(bucket.S3_ENDPOINT)
    undo.push(gateway.close)
    gateway.refuse(status, code)
    const environment = { ...bucket, S3_ENDPOINT: gateway.url }
    await survives(environment, { sentence: said, mend: () => gateway.accept() })
  })
})

interface Fault {
  /** What `/readyz` says. */
  readonly sentence: string
  mend(): void
}

/** Pays for an order while nothing can be kept, and again some time after. */
async function survives(environment: Record<string, string>, { sentence, mend }: Fault) {
  // What is printed ahead would fill the storage before the order is paid for.
  shop = await openShop({
    workers: ['orders', 'assembly'],
    environment: { ...environment, PREPRINT: 'off' },
  })
  const { token } = await shop.buy()
  const reason = async () => (await readinessOf(shop.site.checks)).reasons['blobs'] ?? ''
  await expect.poll(reason).toContain(sentence)
  // Some tries of the build fail meanwhile: two were enough to park what is an order's own fault.
  await sleep(8_000)
  const { state, attention, release } = await shop.buyer.status(token)
  expect({ state, attention, release }).toEqual({ state: 'paid', attention: null, release: null })
  mend()
  const status = await shop.until(token, ({ release }) => release !== null)
  expect(status.attention).toBeNull()
  const { statusCode } = await shop.app.inject(`/orders/${token}/pack.zip`)
  expect([statusCode, await reason()]).toEqual([200, ''])
}

/** What lies before an S3 server, and refuses to put when it is told. */
async function openGateway(target: string) {
  let refusal: { status: number; code: string } | null = null
  const server: Server = createServer((incoming, response) => {
    if (refusal !== null && incoming.method === 'PUT') {
      incoming.resume()
      response.writeHead(refusal.status, { 'content-type': 'application/xml' })
      response.end(`<Error><Code>${refusal.code}</Code></Error>`)
      return
    }
    const { method, headers, url } = incoming
    const outgoing = ask(new URL(url ?? '/', target), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    outgoing.on('error', () => response.destroy())
    incoming.pipe(outgoing)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refuse: (status: number, code: string) => void (refusal = { status, code }),
    accept: () => void (refusal = null),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
