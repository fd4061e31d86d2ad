import type { SectionBlock } from './blocks.ts'

/**
 * Tells, of each section of a document in turn, whether its label must be shown: one that goes on
 * with the same artefact and the same label as the section before needs none.
 */
export function createLabelling(): (section: SectionBlock) => boolean {
  let before: Pick<SectionBlock, 'id' | 'label'> | undefined
  return (section) => {
    const goesOn = before?.id === section.id && before.label === section.label
    before = section
    return !goesOn
  }
}
