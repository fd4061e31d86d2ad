import { EventEmitter, once } from 'node:events'
import type { AddressInfo } from 'node:net'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import { readAssets } from '../../api/assets/read.ts'
import { decodeForm, type FlatForm } from '../../api/form.ts'
import { cancelledPage } from '../../api/pages/cancelled.ts'
import { cataloguePage } from '../../api/pages/catalogue.ts'
import { contentPolicy } from '../../api/pages/content-policy.ts'
import { orderPage } from '../../api/pages/order.ts'
import { problemPage } from '../../api/pages/problem.ts'
import { questionnairePage } from '../../api/pages/questionnaire.ts'
import { gdpr } from '../../catalogue/gdpr.ts'
import { fieldErrors, sentenceFor } from '../../catalogue/question/sentences.ts'
import { documents, type StatusName, statuses } from './statuses.ts'

export interface PageServer {
  readonly url: string
  /** Moves the order on and tells every open event stream. */
  readonly show: (name: StatusName) => void
  /** Resolves when a browser follows an order. */
  readonly opened: () => Promise<unknown>
  /** Resolves when no browser follows an order any more. */
  readonly closed: () => Promise<unknown>
  readonly close: () => Promise<void>
}

/** The pages alone, over HTTP with their content policy; orders change at the test's word. */
export async function servePages(): Promise<PageServer> {
  const app = Fastify()
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentPolicy([]) },
  })
  await app.register(formbody)
  for (const { path, type, body } of readAssets())
    app.get(path, (_, reply) => reply.type(type).send(body))
  serveShop(app)
  const orders = serveOrders(app)
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, ...orders, close: () => app.close() }
}

function html(reply: FastifyReply, page: string) {
  return reply.type('text/html; charset=utf-8').send(page)
}

function serveShop(app: FastifyInstance) {
  const offer = { pack: gdpr, documents, hasSample: true }
  app.get('/', (_, reply) => html(reply, cataloguePage({ offers: [offer] })))
  app.get('/packs/gdpr', (_, reply) => html(reply, questionnairePage(offer)))
  app.get('/checkout/cancelled', (_, reply) => html(reply, cancelledPage({ pack: gdpr })))
  app.get('/problem', (_, reply) => html(reply, problemPage(notFound)))
  app.post('/checkout', (request, reply) => {
    const form = request.body as FlatForm
    const answers = decodeForm(gdpr.questionnaire, form)
    const checked = gdpr.questionnaire.safeParse(answers, { error: sentenceFor })
    if (checked.success) return html(reply, cancelledPage({}))
    const errors = fieldErrors(checked.error)
    const choices = { tier: String(form['tier']), email: String(form['email']) }
    return html(reply.code(422), questionnairePage({ ...offer, answers, choices, errors }))
  })
}

const notFound = {
  status: 404,
  title: 'We cannot find this order',
  detail: 'The link is not complete, or it was never one of ours.',
  remedy: 'Please open the link from your e-mail again; it has to be copied in full.',
}

function serveOrders(app: FastifyInstance) {
  let moved: StatusName | null = null
  const streams = new Set<() => void>()
  const changes = new EventEmitter()
  const until = async (event: 'opened' | 'closed') => {
    if (streams.size > 0 !== (event === 'opened')) await once(changes, event)
  }
  app.get('/orders/:name', (request, reply) => {
    const { name } = request.params as { name: StatusName }
    const path = `/orders/${name}`
    const payUrl = '/checkout/cancelled'
    const status = statuses[moved ?? name]
    return html(reply, orderPage({ pack: gdpr, documents, status, path, payUrl }))
  })
  app.get('/orders/:name/events', (_, reply) => {
    reply.hijack()
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
    const tell = () => reply.raw.write('event: status\ndata: {}\n\n')
    streams.add(tell)
    changes.emit('opened')
    reply.raw.on('close', () => {
      streams.delete(tell)
      changes.emit('closed')
    })
  })
  app.addHook('preClose', async () => app.server.closeAllConnections())
  const show = (name: StatusName) => {
    moved = name
    for (const tell of streams) tell()
  }
  return { show, opened: () => until('opened'), closed: () => until('closed') }
}
