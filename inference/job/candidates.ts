import { catalogue } from '../../catalogue/catalogue.ts'
import type { ArtefactDefinition } from '../../catalogue/definition.ts'
import { candidateCards } from '../../knowledge/cards.ts'

/** The versions that wait for a canary, of all packs that are sold. */
export function candidatesIn(kind: 'prompt' | 'knowledge'): string[] {
  const packs = Object.values(catalogue)
  const names =
    kind === 'knowledge'
      ? packs.flatMap(({ id }) => candidateCards(id))
      : packs.flatMap(({ artefacts }) =>
          artefacts.flatMap(({ candidates = {} }) => Object.keys(candidates)),
        )
  return [...new Set(names)].sort()
}

/** The artefact as a version of its prompt has it; one that has no such version stays as it is. */
export function atVersion(artefact: ArtefactDefinition, version: string): ArtefactDefinition {
  const candidate = artefact.candidates?.[version]
  return candidate ? { ...artefact, ...candidate, promptVersion: version } : artefact
}
