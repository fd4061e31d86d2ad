import { defineSearchAttributeKey, type SearchAttributeUpdatePair } from '@temporalio/common'
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow'
import type { Attention, OrderState } from '../pack/order.ts'
import type { OrderPlan } from '../pack/plan.ts'

/** Where the order stands, as an operator sees it in Temporal UI. */
interface Standing {
  readonly state: OrderState
  readonly release: number
  /** Sections that are not what they could be. */
  readonly fallbacks: number
  readonly attention: Attention
  readonly note: string | null
  readonly standing: readonly string[]
}

export type News = Partial<Standing>

export interface Story {
  readonly order: OrderPlan
  /** The newest release; 0 before the first. */
  readonly release: number
  tell(news: News): void
}

const keyword = (name: string) => defineSearchAttributeKey(name, 'KEYWORD')
const int = (name: string) => defineSearchAttributeKey(name, 'INT')

export function tellOf(order: OrderPlan): Story {
  let now: Standing = {
    state: 'paid',
    release: 0,
    fallbacks: 0,
    attention: null,
    note: null,
    standing: [],
  }
  let told: readonly SearchAttributeUpdatePair[] = []
  const publish = () => {
    setCurrentDetails(details(order, now))
    if (!order.searchable) return
    const present = attributes(order, now)
    const changed = present.filter(({ value }, index) => value !== told[index]?.value)
    if (changed.length > 0) upsertSearchAttributes(changed)
    told = present
  }
  publish()
  return {
    order,
    get release() {
      return now.release
    },
    tell(news) {
      now = { ...now, ...news }
      publish()
    },
  }
}

function attributes({ pack, tier }: OrderPlan, now: Standing): SearchAttributeUpdatePair[] {
  return [
    { key: keyword('PackhorsePack'), value: pack },
    { key: keyword('PackhorseTier'), value: tier },
    { key: keyword('PackhorseState'), value: now.state },
    { key: int('PackhorseRelease'), value: now.release },
    { key: int('PackhorseFallbacks'), value: now.fallbacks },
    { key: keyword('PackhorseAttention'), value: now.attention },
  ] as SearchAttributeUpdatePair[]
}

function details({ id, pack, tier }: OrderPlan, now: Standing): string {
  const lines = [
    `**${id}** · ${pack} · ${tier}`,
    `State **${now.state}**, ${now.release === 0 ? 'no release yet' : `release **v${now.release}** is downloadable`}`,
    now.note === null
      ? ''
      : `**Parked:** ${now.note} Put it right, then send the signal \`resume\`.`,
    now.standing.map((line) => `- ${line}`).join('\n'),
  ]
  return lines.filter(Boolean).join('\n\n')
}
