import type { PackDefinition } from '../../catalogue/definition.ts'
import type { Change, Composition } from '../../pack/release.ts'
import type { Section } from '../../pack/section.ts'
import { sourceWords } from '../../pack/source.ts'

/** What the changelog says of each section that was written since the version before, or lost its text. */
export function changesOf({ artefacts }: PackDefinition, { sections, changes = [] }: Composition) {
  return sections.flatMap((section) => {
    const number = artefacts.find(({ id }) => id === section.id)?.document
    const where = number ? `document ${number}` : 'in the folder tailored'
    const own = changes.filter((change) => change.section === section.id)
    const said = own.map((change) => wordsFor(change, section))
    return [...new Set(said)].map((words) => {
      const rows = said.filter((one) => one === words).length
      return { title: section.title, where, message: `${words}${extent(rows, section)}.` }
    })
  })
}

function wordsFor({ part, was, corrected }: Change, { source, rows }: Section): string {
  if (!corrected) return sourceWords[was].successor
  const isWritten = rows.some((row) => row.part === part && row.written !== null)
  if (isWritten) return 'Tailored to your corrected answers'
  return source === 'withheld'
    ? 'Not included: it was written for the answers before'
    : 'Standard text: what a language model wrote was for the answers before'
}

function extent(rows: number, section: Section): string {
  return section.rows.length === 1 ? '' : ` (${rows} of ${section.rows.length} entries)`
}
