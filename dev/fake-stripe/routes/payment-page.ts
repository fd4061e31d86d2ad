import type { FastifyInstance, FastifyReply } from 'fastify'
import type Stripe from 'stripe'
import { z } from 'zod'
import { readBody } from '../form.ts'
import type { Ledger } from '../ledger.ts'
import { closedPage, paymentPage, unknownPage } from '../payment-page.ts'
import { outcomes, type Till } from '../till.ts'

type ById = { Params: { id: string } }

const buyerForm = z.object({ outcome: z.enum(outcomes).default('paid') })

/** What the buyer's browser sees. */
export function paymentPageRoutes(ledger: Ledger, till: Till) {
  return async (app: FastifyInstance) => {
    app.get<ById>('/:id', (request, reply) => {
      const session = ledger.find('checkout.session', request.params.id)
      if (session === undefined) return show(reply.code(404), unknownPage())
      const open = session.status === 'open'
      const { lineItems } = ledger.detailsOf(session.id)
      return show(
        reply,
        open
          ? paymentPage(session, lineItems, productsOf(lineItems, ledger))
          : closedPage(session, wayBack(session)),
      )
    })
    app.post<ById>('/:id', (request, reply) => {
      const { id } = request.params
      const { outcome } = readBody(buyerForm, request)
      till.act(id, outcome)
      const session = ledger.find('checkout.session', id)
      if (session === undefined) return show(reply.code(404), unknownPage())
      return reply.redirect(wayBack(session), 303)
    })
  }
}

function productsOf(items: readonly Stripe.LineItem[], ledger: Ledger): Stripe.Product[] {
  return items.flatMap(({ price }) => {
    const id = price?.product
    return typeof id === 'string' ? (ledger.find('product', id) ?? []) : []
  })
}

function show(reply: FastifyReply, page: string) {
  return reply.type('text/html; charset=utf-8').send(page)
}

function wayBack({ id, status, success_url, cancel_url }: Stripe.Checkout.Session): string {
  const done = (success_url ?? '').replaceAll('{CHECKOUT_SESSION_ID}', id)
  return status === 'expired' ? (cancel_url ?? done) : done
}
