import { officePackage } from '../ooxml/package.ts'
import type { Part, Relation } from '../ooxml/part.ts'
import { element, type Xml } from '../ooxml/xml.ts'
import { type Printable, printable } from '../printable.ts'
import { body, pageFrame } from './blocks.ts'
import { cover } from './cover.ts'
import { footerPart } from './footer.ts'
import { createInventory, type Inventory } from './inventory.ts'
import { numberingPart } from './numbering.ts'
import { footerId } from './page.ts'
import { settingsPart } from './settings.ts'
import { stylesPart } from './styles.ts'
import { fontTable, theme } from './theme.ts'
import { namespaces } from './word.ts'

/**
 * Renders a document for Word: the same words as the PDF, for people who edit them, and each field
 * a content control. The same input gives the same bytes in any process, time zone and locale.
 * @param key the document's content key, which becomes the file's identity
 */
export async function renderDocx(document: Printable, key: string): Promise<Uint8Array> {
  const checked = printable.parse(document)
  const inventory = createInventory(checked.lang)
  const text = body(cover(checked, pageFrame(inventory, false)), checked.blocks, inventory)
  const beside = besideText(checked, inventory)
  const main: Part = {
    path: 'word/document.xml',
    contentType: contentType('document.main'),
    root: element('w:document', namespaces, text),
    relations: [...beside.map(relationTo), ...inventory.links],
  }
  return officePackage([main, ...beside], { ...checked, key })
}

interface NamedPart extends Part {
  readonly id: string
  readonly relation: string
}

function besideText({ lang, footer }: Printable, inventory: Inventory): NamedPart[] {
  return [
    part('styles', stylesPart(lang)),
    part('settings', settingsPart(lang)),
    part('numbering', numberingPart(inventory)),
    part('fontTable', fontTable),
    {
      ...part('theme', theme),
      contentType: 'application/vnd.openxmlformats-officedocument.theme+xml',
    },
    ...[false, true].map((landscape) => ({
      ...part(footerId(landscape), footerPart(footer, landscape)),
      contentType: contentType('footer'),
      relation: 'footer',
    })),
  ]
}

function part(id: string, root: Xml): NamedPart {
  return { id, relation: id, path: `word/${id}.xml`, contentType: contentType(id), root }
}

function contentType(kind: string): string {
  return `application/vnd.openxmlformats-officedocument.wordprocessingml.${kind}+xml`
}

function relationTo({ id, relation, path }: NamedPart): Relation {
  return { id, type: relation, target: path.replace('word/', '') }
}
