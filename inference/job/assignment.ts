import type { z } from 'zod'
import { packOf } from '../../catalogue/catalogue.ts'
import type { ArtefactDefinition } from '../../catalogue/definition.ts'
import { evidenceFor } from '../../knowledge/cards.ts'
import type { Identity } from '../../pack/identity.ts'
import { mustMention, type Prompt, type PromptParts, promptFor } from '../../pack/prompts.ts'
import { isEnglish as isCommon } from '../checks/words.ts'
import { boundsOf, wireSchema } from '../wire/wire-schema.ts'
import type { Ask } from './ask.ts'
import { type Settings, standardSettings } from './settings.ts'

/** All that a call and its checks need to know; a pure function of the ask. */
export interface Assignment {
  readonly artefact: ArtefactDefinition
  readonly identity: Identity
  readonly prompt: Prompt
  readonly content: z.ZodObject
  readonly wireSchema: Readonly<Record<string, unknown>>
  /** Of the answer. */
  readonly maxTokens: number
  /** Of these words the text needs one. */
  readonly mustMention: readonly string[]
}

/** Null: this version of the packs has no such artefact. */
export function artefactOf({ order, artefact: id }: Ask): ArtefactDefinition | null {
  return packOf(order.pack)?.artefacts.find((one) => one.id === id) ?? null
}

/** Null: this version of the packs has no such artefact or row. */
export function assignmentFor(
  ask: Ask,
  settings: Pick<Settings, 'evidence' | 'maxTokens'> = standardSettings,
): Assignment | null {
  const { order, part } = ask
  const pack = packOf(order.pack)
  const artefact = artefactOf(ask)
  if (pack === undefined || artefact === null) return null
  const view = pack.view(order)
  const row = artefact.rows?.(view).find((one) => one.id === part) ?? null
  if (row === null && part !== '') return null
  const content = artefact.content(view, row)
  const identity = pack.identity(view)
  const evidence = settings.evidence ? evidenceFor(pack, artefact, view) : []
  const bounds = boundsOf(content)
  const parts: PromptParts = { artefact, row, view, identity, evidence, bounds, isCommon }
  return {
    artefact,
    identity,
    prompt: promptFor(parts),
    content,
    wireSchema: wireSchema(content),
    maxTokens: settings.maxTokens || artefact.maxOutputTokens,
    mustMention: mustMention(parts),
  }
}
