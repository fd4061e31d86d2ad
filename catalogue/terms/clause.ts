import type { PackDefinition } from '../definition.ts'

/** One of the terms, in plain text. */
export interface Clause {
  readonly title: string
  readonly words: string
}

/** A version of the terms, for whoever buys one of these packs. */
export type Clauses = (packs: readonly PackDefinition[]) => readonly Clause[]

/** The parts of each pack that are never faked: `“Briefing” and “Outlook”`. */
export function neverFaked(packs: readonly PackDefinition[]): string[] {
  return packs
    .map(({ artefacts }) => artefacts.filter(({ onFailure }) => onFailure === 'refuse'))
    .filter((parts) => parts.length > 0)
    .map((parts) => parts.map(({ title }) => `“${title}”`).join(' and '))
}
