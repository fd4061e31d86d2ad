import { defineSearchAttributeKey, type SearchAttributeUpdatePair } from '@temporalio/common'
import { setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow'
import type { OrderPlan } from '../pack/plan.ts'
import {
  atPayment,
  type SearchAttribute,
  type Searchable,
  searchAttributes,
  searchValues,
} from '../pack/search-attributes.ts'

/** Where the order stands, as an operator sees it in Temporal UI. */
interface Standing extends Searchable {
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

type Told = Partial<ReturnType<typeof searchValues>>

export function tellOf(order: OrderPlan): Story {
  let now: Standing = { ...atPayment, note: null, standing: [] }
  let told = toldAtStart()
  const publish = () => {
    setCurrentDetails(details(order, now))
    if (!order.searchable) return
    const present = searchValues(order, now)
    const changed = updates(present, told)
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

/** Whoever started the workflow has set most of them already, if the server knew them. */
function toldAtStart(): Told {
  const set = workflowInfo().typedSearchAttributes.getAll()
  return Object.fromEntries(set.map(({ key, value }) => [key.name, value]))
}

function updates(present: Required<Told>, told: Told): SearchAttributeUpdatePair[] {
  const names = Object.keys(present) as SearchAttribute[]
  const changed = names.filter((name) => present[name] !== (told[name] ?? null))
  return changed.map((name) => ({
    key: defineSearchAttributeKey(name, searchAttributes[name]),
    value: present[name],
  })) as SearchAttributeUpdatePair[]
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
