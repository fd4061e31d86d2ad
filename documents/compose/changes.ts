import type { PackDefinition } from '../../catalogue/definition.ts'
import type { Composition } from '../../pack/release.ts'
import type { Section } from '../../pack/section.ts'
import { sourceWords } from '../../pack/source.ts'

/** What the changelog says of each section that was written since the version before. */
export function changesOf({ artefacts }: PackDefinition, { sections, changes = [] }: Composition) {
  return sections.flatMap((section) => {
    const number = artefacts.find(({ id }) => id === section.id)?.document
    const where = number ? `document ${number}` : 'in the folder tailored'
    const own = changes.filter((change) => change.section === section.id)
    const kinds = new Set(own.map(({ was }) => sourceWords[was].successor))
    return [...kinds].map((said) => {
      const rows = own.filter(({ was }) => sourceWords[was].successor === said).length
      return { title: section.title, where, message: `${said}${extent(rows, section)}.` }
    })
  })
}

function extent(rows: number, section: Section): string {
  return section.rows.length === 1 ? '' : ` (${rows} of ${section.rows.length} entries)`
}
