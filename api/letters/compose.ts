import { packOf } from '../../catalogue/catalogue.ts'
import { type Letter, type LetterKey, messageIdOf } from '../../pack/letter.ts'
import type { Change } from '../../pack/release.ts'
import type { Section } from '../../pack/section.ts'
import type { OrderStatus } from '../../pack/status.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import type { ToldIncident } from '../../pack/telling.ts'
import { longDate } from '../../pack/wording.ts'
import type { Seller } from '../pages/seller.ts'
import { standingOf } from '../pages/standing.ts'
import type { Draft } from './draft.ts'
import { htmlOf } from './html.ts'
import { incidentDraft } from './incident.ts'
import { textOf } from './text.ts'
import { type Told, words } from './words.ts'

interface Made {
  readonly changes?: readonly Change[]
  readonly sections: readonly Section[]
}

export interface ComposeParts {
  readonly status: (order: StoredOrder) => Promise<OrderStatus>
  readonly releases: {
    /** What the newest is made of; null before the first. */
    newest(order: string): Promise<Made | null>
  }
  readonly orders: {
    /** Newest first. */
    ofCustomer(email: string, limit: number): Promise<readonly StoredOrder[]>
  }
  readonly tellings: {
    /** What a letter about an incident says of it. */
    of(key: LetterKey): Promise<ToldIncident>
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
  const { status, releases, orders, tellings, pageOf, seller, domain } = parts

  return {
    compose: async (key: LetterKey, order: StoredOrder): Promise<Letter> => {
      const pages = key.template === 'links' ? await pagesOf(order.email) : []
      const { told, made } = await lookAt(order, pages)
      const draft =
        key.template === 'incident'
          ? incidentDraft({ ...told, ...ofIncident(told, made, await tellings.of(key)) })
          : words[key.template](told)
      return { messageId: messageIdOf(key, domain), to: order.email, ...set(draft) }
    },

    /** The letter of an incident as it would go now, but for the order's private link. */
    preview: async (incident: ToldIncident, order: StoredOrder) => {
      const { told, made } = await lookAt(order, [])
      const page = told.page.replace(/[^/]+$/, '…')
      return set(incidentDraft({ ...told, page, ...ofIncident(told, made, incident) }))
    },
  }

  async function lookAt(order: StoredOrder, pages: Told['pages']) {
    const now = await status(order)
    const made = await releases.newest(order.id)
    const brought = broughtBy(made?.changes ?? [], now)
    const told = { order, status: now, title: titleOf(order), page: pageOf(order), brought, pages }
    return { told, made }
  }

  function set(draft: Draft): Pick<Letter, 'subject' | 'text' | 'html'> {
    return { subject: draft.subject, text: textOf(draft, seller), html: htmlOf(draft, seller) }
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

function ofIncident({ status }: Told, made: Made | null, incident: ToldIncident) {
  const isThen = (at: string) =>
    at >= incident.beganAt && (incident.endedAt === null || at <= incident.endedAt)
  const then = new Set(
    (made?.sections ?? [])
      .filter(({ rows }) => rows.some(({ written }) => written && isThen(written.generatedAt)))
      .map(({ id }) => id),
  )
  const writtenThen = status.sections.filter(({ id }) => then.has(id)).map(({ title }) => title)
  return { incident, writtenThen }
}
