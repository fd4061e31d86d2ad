import { packOf } from '../../catalogue/catalogue.ts'
import { type Letter, type LetterKey, messageIdOf } from '../../pack/letter.ts'
import type { Change } from '../../pack/release.ts'
import type { OrderStatus } from '../../pack/status.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import { longDate } from '../../pack/wording.ts'
import type { Seller } from '../pages/seller.ts'
import { standingOf } from '../pages/standing.ts'
import { htmlOf } from './html.ts'
import { textOf } from './text.ts'
import { words } from './words.ts'

export interface ComposeParts {
  readonly status: (order: StoredOrder) => Promise<OrderStatus>
  readonly releases: {
    /** What the newest is made of; null before the first. */
    newest(order: string): Promise<{ readonly changes?: readonly Change[] } | null>
  }
  readonly orders: {
    /** Newest first. */
    ofCustomer(email: string, limit: number): Promise<readonly StoredOrder[]>
  }
  /** URL of an order's page. */
  readonly pageOf: (order: StoredOrder) => string
  readonly seller: Seller
  /** Of our sending address. */
  readonly domain: string
}

/** More orders than anybody has. */
const mostPages = 50

/** Puts letters into words: what they tell is what is true when they go. */
export function createCompose(parts: ComposeParts) {
  const { status, releases, orders, pageOf, seller, domain } = parts

  return async (key: LetterKey, order: StoredOrder): Promise<Letter> => {
    const now = await status(order)
    const told = {
      order,
      status: now,
      title: titleOf(order),
      page: pageOf(order),
      brought: broughtBy((await releases.newest(order.id))?.changes ?? [], now),
      pages: key.template === 'links' ? await pagesOf(order.email) : [],
    }
    const draft = words[key.template](told)
    return {
      messageId: messageIdOf(key, domain),
      to: order.email,
      subject: draft.subject,
      text: textOf(draft, seller),
      html: htmlOf(draft, seller),
    }
  }

  async function pagesOf(email: string) {
    const all = await orders.ofCustomer(email, mostPages)
    return Promise.all(all.map(linkTo))
  }

  async function linkTo(order: StoredOrder) {
    const { label } = standingOf(await status(order))
    const about = `${label}, ordered on ${longDate(order.frozenAt)}, ${order.id}`
    return { label: titleOf(order), url: pageOf(order), about }
  }
}

const titleOf = ({ pack }: StoredOrder) => packOf(pack)?.title ?? 'your pack'

function broughtBy(changes: readonly Change[], { sections }: OrderStatus): string[] {
  const changed = new Set(changes.map(({ section }) => section))
  return sections.filter(({ id }) => changed.has(id)).map(({ title }) => title)
}
