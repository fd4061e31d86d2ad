import { catalogue } from './catalogue.ts'

/** What models are asked to write, of all packs that are sold. */
export const operations: readonly string[] = Object.values(catalogue).flatMap(({ artefacts }) =>
  artefacts.map(({ operation }) => operation),
)
