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
import { type Standing, watchStanding } from './watch-standing.ts'

/** Where the order stands, as an operator sees it in Temporal UI. */
interface Situation extends Searchable {
  /** Why the order is parked. */
  readonly note: string | null
  /** A line for each section. */
  readonly standing: readonly string[]
  /** A line for each part that the last round asked for. */
  readonly asked: readonly string[]
  /** ISO 8601, UTC: when the next round of tailoring starts. */
  readonly nextRound: string | null
  /** ISO 8601, UTC: until when texts wait for a person. */
  readonly readBy: string | null
}

const untold = { nextRound: null, readBy: null }

export type News = Partial<Situation>

export interface Story {
  readonly order: OrderPlan
  /** The newest release; 0 before the first. */
  readonly release: number
  readonly standing: Standing
  tell(news: News): void
}

/** Of which answers it tells, for activities; nothing of orders that 0.1.0 opened. */
export function ofAnswers({ order: { revision } }: Pick<Story, 'order'>) {
  return revision === undefined ? {} : { revision }
}

type Told = Partial<ReturnType<typeof searchValues>>

export function tellOf(order: OrderPlan): Story {
  let now: Situation = { ...atPayment, note: null, standing: [], asked: [], ...untold }
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
    standing: watchStanding(order),
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

function details({ id, pack, tier }: OrderPlan, now: Situation): string {
  const lines = [
    `**${id}** · ${pack} · ${tier}`,
    `State **${now.state}**, ${now.release === 0 ? 'no release yet' : `release **v${now.release}** is downloadable`}`,
    now.note === null
      ? ''
      : `**Parked:** ${now.note} Put it right, then \`npm run order -- resume ${id}\`.`,
    now.nextRound === null
      ? ''
      : `The next round of tailoring starts at ${now.nextRound}; \`npm run order -- retry ${id}\` starts it at once.`,
    now.readBy === null
      ? ''
      : `Texts wait to be read by a person, until ${now.readBy} (\`/ops/reviews\`).`,
    list('Sections', now.standing),
    list('Asked in the last round', now.asked),
  ]
  return lines.filter(Boolean).join('\n\n')
}

function list(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [`${title}:`, ...lines.map((line) => `- ${line}`)].join('\n')
}
