import type { z } from 'zod'
import { packOf } from '../../catalogue/catalogue.ts'
import type { ArtefactDefinition, PackDefinition } from '../../catalogue/definition.ts'
import { evidenceFor } from '../../knowledge/cards.ts'
import type { ArtefactRow, View } from '../../pack/artefact.ts'
import type { Identity } from '../../pack/identity.ts'
import type { FrozenOrder } from '../../pack/order.ts'
import { mustMention, type Prompt, type PromptParts, promptFor } from '../../pack/prompts.ts'
import type { Slots } from '../../pack/slots.ts'
import type { Unwanted } from '../../pack/unwanted.ts'
import { isEnglish as isCommon } from '../checks/reading/words.ts'
import { type Settings, standardSettings } from '../settings/settings.ts'
import { boundsOf, wireSchema } from '../wire/wire-schema.ts'
import type { Ask } from './ask.ts'
import { atVersion } from './candidates.ts'

/** All that a call and its checks need to know; a pure function of the ask. */
export interface Assignment {
  readonly artefact: ArtefactDefinition
  /** Null: the whole section. */
  readonly row: ArtefactRow | null
  readonly identity: Identity
  readonly prompt: Prompt
  readonly content: z.ZodObject
  readonly wireSchema: Readonly<Record<string, unknown>>
  /** Of the answer. */
  readonly maxTokens: number
  /** Null: an artefact whose texts state their facts in words. */
  readonly slots: Slots | null
  /** What its texts may name by slots alone. */
  readonly named: readonly string[]
  /** What is true of the firm besides what the prompt tells, with the values of the slots. */
  readonly background: string
  /** What was told of the one thing that the text at a path is about. */
  readonly told: (path: string) => string
  /** Statements that are wrong for this firm. */
  readonly untrue: readonly Unwanted[]
  /** Of these words the text needs one. */
  readonly mustMention: readonly string[]
  /** How many cards of evidence the prompt carries. */
  readonly cards: number
}

/** What decides what a model is told. */
type AskedPart = Pick<Ask, 'order' | 'artefact' | 'part'>

/** Null: this version of the packs has no such artefact. */
export function artefactOf({ order, artefact: id }: AskedPart): ArtefactDefinition | null {
  return packOf(order.pack)?.artefacts.find((one) => one.id === id) ?? null
}

/** What settings change of what a model is told. */
type AsAsked = Pick<Settings, 'evidence' | 'maxTokens' | 'prompt' | 'knowledge'>

/**
 * Null: this version of the packs has no such artefact or row.
 *
 * @param mostCards of evidence, the first ones; all when left out
 */
export function assignmentFor(
  ask: AskedPart,
  settings: AsAsked = standardSettings,
  mostCards?: number,
): Assignment | null {
  const { order, part } = ask
  const pack = packOf(order.pack)
  const standing = artefactOf(ask)
  if (pack === undefined || standing === null) return null
  const artefact = atVersion(standing, settings.prompt)
  const { view, identity } = firmOf(pack, order)
  const row = artefact.rows?.(view).find((one) => one.id === part) ?? null
  if (row === null && part !== '') return null
  const content = artefact.content(view, row)
  const cards = settings.evidence
    ? evidenceFor(pack, artefact, view, artefact.forEveryTrade && '', settings.knowledge)
    : []
  const evidence = cards.slice(0, mostCards)
  const bounds = boundsOf(content)
  const slots = artefact.slots?.(view, row) ?? null
  const parts: PromptParts = {
    ...{ artefact, row, view, identity, evidence, bounds, isCommon },
    slots: slots ?? {},
  }
  return {
    artefact,
    row,
    identity,
    prompt: promptFor(parts),
    content,
    wireSchema: wireSchema(content),
    maxTokens: settings.maxTokens || artefact.maxOutputTokens,
    slots,
    named: pack.named?.(view) ?? [],
    background: backgroundOf(pack, view, slots),
    told: toldIn(artefact, row, view),
    mustMention: mustMention(parts),
    cards: evidence.length,
    untrue: pack.untrue?.(view, artefact.id, part) ?? [],
  }
}

interface Firm {
  readonly view: View
  readonly identity: Identity
}

/** Derived once for all parts of an order, and kept while that is. */
const firms = new WeakMap<FrozenOrder, Firm>()

function firmOf(pack: PackDefinition, order: FrozenOrder): Firm {
  const firm = firms.get(order) ?? readFirm(pack, order)
  firms.set(order, firm)
  return firm
}

function readFirm(pack: PackDefinition, order: FrozenOrder): Firm {
  const view = pack.view(order)
  return { view, identity: pack.identity(view) }
}

function backgroundOf(pack: PackDefinition, view: View, slots: Slots | null): string {
  const values = Object.values(slots ?? {})
    .flat()
    .map(({ value }) => value)
  return [...(pack.background?.(view) ?? []), ...values].join('\n')
}

/** Of a row that row, else the listed entry whose id stands in the path; and what has no id. */
function toldIn(
  { task, facts }: ArtefactDefinition,
  row: ArtefactRow | null,
  view: View,
): Assignment['told'] {
  const all = Object.values(facts(view))
  return (path) => {
    const keys = path.split('.')
    const own = all.flatMap((value) =>
      Array.isArray(value) ? value.filter(({ id = keys[0] }) => keys.includes(id)) : [value],
    )
    return JSON.stringify([task, row?.title, row?.facts, own])
  }
}
