// `npm run order`: what an operator does to one order.
import { readArgs, signed } from '../clients/arguments.ts'
import { UsageError } from '../clients/failure.ts'
import { amountIn, minorUnitsOf } from '../pack/price.ts'
import { runErrand } from '../site/desk.ts'
import {
  type OperatorAnswer,
  type OperatorRequest,
  type OperatorVerb,
  operatorVerbs,
} from '../site/operator.ts'
import { runOnce } from '../site/root.ts'
import type { SetAsideEvent } from '../store/money/inbox.ts'
import { type ListedOrder, longestList } from '../store/orders/operator.ts'
import { help, usage } from './order/usage.ts'
import { describeWhy, lastRound } from './order/why.ts'

/** They are of no order. */
const alone: readonly OperatorVerb[] = ['open', 'refunds', 'events', 'review-prices']

/** Said of an empty list. */
const noneOf: Readonly<Partial<Record<OperatorVerb, string>>> = {
  open: 'Every order that is paid is complete, and none wants a person.',
  refunds: 'No refund is owed.',
}

await runOnce(async () => {
  const args = process.argv.slice(2)
  if (args.includes('--help')) return console.log(help)
  const { request, asJson } = read(args)
  const answer = await runErrand('order', request)
  for (const line of linesOf(request, answer)) console.log(line)
  if (asJson) console.log(JSON.stringify({ ok: true, verb: request.verb, ...answer }))
})

function read(args: string[]): { request: OperatorRequest; asJson: boolean } {
  const text = { type: 'string' } as const
  const json = { type: 'boolean' } as const
  const options = { by: text, why: text, amount: text, reference: text, json } as const
  const { values, positionals } = readArgs({ args, options, allowPositionals: true }, usage)
  const [verb = '', ...words] = positionals.map((word) => word.trim())
  const subject = words.join(' ')
  if (!isVerb(verb)) throw new UsageError(`“${verb}” is nothing that can be done; ${usage}`)
  const isAlone = alone.includes(verb)
  if (words.length > (verb === 'why' ? 2 : 1) || (subject === '') !== isAlone)
    throw new UsageError(`${verb} takes ${isAlone ? 'nothing' : wanted(verb)}; ${usage}`)
  const { reference } = values
  const amount = minorUnits(values.amount)
  if (reference !== undefined && !/^[\w.-]{1,40}$/.test(reference))
    throw new UsageError(`--reference takes letters, digits, dots and dashes; ${usage}`)
  if (verb !== 'refund' && (amount ?? reference) !== undefined)
    throw new UsageError(`--amount and --reference are of a refund; ${usage}`)
  const request = { verb, subject, amount, reference, ...signed(values, usage) }
  return { request, asJson: values.json ?? false }
}

function minorUnits(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const amount = minorUnitsOf(text)
  if (amount !== null) return amount
  throw new UsageError(`“${text}” is no amount such as 12.34; ${usage}`)
}

function wanted(verb: OperatorVerb): string {
  return verb === 'why' ? 'an order and perhaps an artefact' : 'one word'
}

function isVerb(word: string): word is OperatorVerb {
  return operatorVerbs.some((verb) => verb === word)
}

function linesOf({ verb, subject }: OperatorRequest, answer: OperatorAnswer): string[] {
  const { orders, events, url, why, outcome } = answer
  if (url !== undefined) return [url]
  if (why !== undefined)
    return why.length === 0 ? [`Nothing was asked for ${subject} yet.`] : why.flatMap(describeWhy)
  if (events !== undefined)
    return events.length === 0 ? ['No event is set aside.'] : events.flatMap(describeEvent)
  if (orders === undefined) return [[subject, outcome].filter(Boolean).join(': ')]
  if (orders.length === 0) return [noneOf[verb] ?? `No order is known by “${subject}”.`]
  const cut = orders.length === longestList ? [`… only the first ${longestList} are shown`] : []
  return [...orders.flatMap(describe), ...(answer.tried ?? []).map(lastRound), ...cut]
}

function describeEvent(event: SetAsideEvent): string[] {
  const { eventId, type, objectId, attempts, receivedAt, lastError } = event
  return [
    `${eventId}  ${type}  ${objectId}`,
    `  received ${receivedAt} · tried ${attempts} times`,
    `  ${lastError}`,
  ]
}

function customerOf({ state, company, email }: ListedOrder): string {
  if (email !== '') return `${company ?? ''} <${email}>`
  return state === 'erased' ? '(erased)' : '(its key is lost: refund it, then erase it)'
}

function describe(order: ListedOrder): string[] {
  const { attentions, amountPaid, refundOwed, currency } = order
  const money = (amount: number) => amountIn(amount, currency)
  const paid = order.paidAt === null ? 'not paid' : `paid ${order.paidAt}`
  const facts = [
    `${order.pack} ${order.tier}`,
    amountPaid === null ? paid : `${paid}, ${money(amountPaid)}`,
    order.releases === 1 ? '1 release' : `${order.releases} releases`,
    ...(refundOwed ? [`${money(refundOwed)} owed back`] : []),
  ]
  return [
    `${order.order}  ${order.state}  ${customerOf(order)}`,
    `  ${facts.join(' · ')}`,
    ...Object.entries(attentions).map(([kind, why]) => `  ${kind}: ${why}`),
  ]
}
