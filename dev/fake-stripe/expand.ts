import type { Ledger } from './ledger.ts'
import { Refusal } from './refusal.ts'

const deepest = 4

/**
 * A copy of the object in which the ids at the given paths became objects, as
 * https://docs.stripe.com/api/expanding_objects describes; `line_items` appears on request alone.
 */
export function expanded(object: object, paths: readonly string[], ledger: Ledger): object {
  return paths.reduce((whole, path) => {
    const keys = path.split('.')
    if (keys.length > deepest)
      throw new Refusal(400, {
        message: `You cannot expand more than ${deepest} levels of a property: ${path}.`,
        param: 'expand',
      })
    return expandAt(whole, keys, ledger, path)
  }, object)
}

function expandAt(object: object, keys: readonly string[], ledger: Ledger, path: string): object {
  const [key, ...rest] = keys
  if (key === undefined) return object
  const held: unknown = key === 'line_items' ? lineItems(object, ledger) : Reflect.get(object, key)
  // An absent reference, such as the payment of an unpaid session, stays null.
  if (held === null) return object
  const value = typeof held === 'string' ? ledger.get(held) : held
  if (typeof value !== 'object' || value === null)
    throw new Refusal(400, {
      message: `This property cannot be expanded (${path}).`,
      param: 'expand',
    })
  const inner = Array.isArray(value)
    ? value.map((item: object) => expandAt(item, rest, ledger, path))
    : expandAt(value, rest, ledger, path)
  return { ...object, [key]: inner }
}

function lineItems(session: object, ledger: Ledger): unknown {
  if ('line_items' in session) return session.line_items
  if (!('object' in session) || session.object !== 'checkout.session') return undefined
  const id = 'id' in session ? String(session.id) : ''
  const url = `/v1/checkout/sessions/${id}/line_items`
  return { object: 'list', data: ledger.detailsOf(id).lineItems, has_more: false, url }
}
