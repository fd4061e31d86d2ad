import { isDeepStrictEqual } from 'node:util'
import type { SectionBlock } from './blocks.ts'

/**
 * Tells, of each section of a document in turn, whether its label must be shown: one that goes on
 * with the same artefact, label and note as the section before needs none.
 */
export function createLabelling(): (section: SectionBlock) => boolean {
  let before: Pick<SectionBlock, 'id' | 'label' | 'note'> | undefined
  return (section) => {
    const goesOn =
      before?.id === section.id &&
      before.label === section.label &&
      isDeepStrictEqual(before.note, section.note)
    before = section
    return !goesOn
  }
}
