import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { packKey } from '../orders/release/build-release.ts'
import { isNamed } from '../pack/is-named.ts'
import { isEntitled } from '../pack/order.ts'
import type { StoredOrder } from '../pack/stored-order.ts'
import { findOrder, type OrderRoute } from './find-order.ts'
import { shortenedNetwork } from './network.ts'
import { notFound, Problem, wantsHtml } from './problem.ts'
import { type ReadFile, type Release, sendPack } from './send-pack.ts'
import type { Shop } from './shop.ts'

interface DownloadRoute extends OrderRoute {
  Querystring: { version?: string }
}

export async function downloadRoutes(app: FastifyInstance, { shop }: { shop: Shop }) {
  app.get<DownloadRoute>('/orders/:token/pack.zip', async (request, reply) => {
    const order = await findOrder(shop, request.params.token)
    if (!isEntitled(order.state)) throw order.state === 'revoked' ? revoked : unpaid
    const release = await chosen(order, request.query.version)
    if (release === null) return notYet(request, reply)
    const fileName = `${order.pack}-pack-v${release.version}.zip`
    const file = await kept(order, release).catch((error: unknown) => {
      if (!isNamed(error, 'NotRebuilt')) throw error
      reply.header('retry-after', 60)
      throw Object.assign(new Problem(503, lost), { cause: error })
    })
    if (file === null) {
      reply.header('retry-after', 5)
      throw rebuilding
    }
    const read: ReadFile = (range) => shop.blobs.of(order.id).read(packKey(file.sha256), range)
    const whole = await sendPack(request, reply, read, fileName, file)
    if (whole && request.method === 'GET') taken(order, release, request.ip)
    return reply
  })

  /** What is not recorded was downloaded all the same. */
  function taken(order: StoredOrder, { version, degraded }: Release, ip: string): void {
    shop.observe.downloaded({ tier: order.tier, version, degraded })
    const network = shortenedNetwork(ip)
    shop.downloads
      .add(order.id, { version, network })
      .catch((error) => shop.observe.notRecorded(order.id, error))
  }

  async function chosen(order: StoredOrder, version: string | undefined): Promise<Release | null> {
    const published = await shop.releases.files(order.id)
    if (published.length === 0)
      return (await shop.rescue.now(order)) ? chosen(order, version) : null
    const wanted = ({ version: one }: Release) => version === undefined || String(one) === version
    const release = published.find(wanted)
    if (release === undefined) throw notFound('release of this pack')
    return release
  }

  /** @returns the release's file, built anew where the storage has lost it; null while others are */
  async function kept(order: StoredOrder, release: Release) {
    if (await shop.blobs.of(order.id).has(packKey(release.sha256))) return release
    return shop.rebuildRelease(order, release)
  }
}

function notYet(request: FastifyRequest<DownloadRoute>, reply: FastifyReply) {
  if (wantsHtml(request)) return reply.redirect(`/orders/${request.params.token}`, 303)
  return reply.code(202).header('retry-after', '2').send({
    title: 'The pack is being assembled',
    detail: 'Your payment has arrived, and the first release is seconds away. Ask again shortly.',
  })
}

const rebuilding = new Problem(503, {
  title: 'The pack is waiting to be built anew',
  detail: 'Our storage has lost this file, and another one is being built anew just now.',
  remedy: 'Ask again in some seconds; yours is built then.',
})

const lost = {
  title: 'The pack cannot be built anew at the moment',
  detail: 'Our storage has lost this file, and building another one did not succeed.',
  remedy: 'Ask again in a minute, or write to us: you have paid for it and will get it.',
}

const unpaid = new Problem(402, {
  title: 'Not paid yet',
  detail: 'The payment for this order has not arrived, or does not match what was ordered.',
  remedy: 'Pay for it on the order’s page, or write to us if you have.',
})

const revoked = new Problem(410, {
  title: 'No longer available',
  detail: 'The payment for this order was returned, so its pack can no longer be downloaded.',
  remedy: 'Write to us if you think that this is wrong.',
})
