import type { z } from 'zod'
import { packOf } from '../../catalogue/catalogue.ts'
import type { ArtefactDefinition } from '../../catalogue/definition.ts'
import { evidenceFor } from '../../knowledge/cards.ts'
import type { Identity } from '../../pack/identity.ts'
import { mustMention, type Prompt, type PromptParts, promptFor } from '../../pack/prompts.ts'
import { isEnglish as isCommon } from '../checks/words.ts'
import { boundsOf, wireSchema } from '../wire/wire-schema.ts'
import type { Ask } from './ask.ts'

/** All that a call and its checks need to know; a pure function of the ask. */
export interface Assignment {
  readonly artefact: ArtefactDefinition
  readonly identity: Identity
  readonly prompt: Prompt
  readonly content: z.ZodObject
  readonly wireSchema: Readonly<Record<string, unknown>>
  /** Of these words the text needs one. */
  readonly mustMention: readonly string[]
}

/** Null: this version of the packs has no such artefact or row. */
export function assignmentFor({ order, artefact: id, part }: Ask): Assignment | null {
  const pack = packOf(order.pack)
  const artefact = pack?.artefacts.find((one) => one.id === id)
  if (pack === undefined || artefact === undefined) return null
  const view = pack.view(order)
  const row = artefact.rows?.(view).find((one) => one.id === part) ?? null
  if (row === null && part !== '') return null
  const content = artefact.content(view, row)
  const identity = pack.identity(view)
  const evidence = evidenceFor(pack, artefact, view)
  const bounds = boundsOf(content)
  const parts: PromptParts = { artefact, row, view, identity, evidence, bounds, isCommon }
  return {
    artefact,
    identity,
    prompt: promptFor(parts),
    content,
    wireSchema: wireSchema(content),
    mustMention: mustMention(parts),
  }
}
