import { officePackage } from '../ooxml/package.ts'
import { type Printable, printable } from '../printable.ts'
import { aboutSheet } from './about-sheet.ts'
import { choicesOf } from './choices.ts'
import { fillInSheet } from './fill-in-sheet.ts'
import { type Register, registersOf } from './register.ts'
import { sheetNames } from './sheet-names.ts'
import { type Sheet, workbookParts } from './workbook.ts'

/**
 * Renders the registers and logs of a document as a workbook (SpreadsheetML), for the people who
 * keep them. The same input gives the same bytes in any process, time zone and locale.
 * @param key the document's content key, which becomes the file's identity
 * @throws when the document has nothing for a workbook: a fault of its template
 */
export async function renderXlsx(document: Printable, key: string): Promise<Uint8Array> {
  const checked = printable.parse(document)
  const found = registersOf(checked.blocks)
  if (found.length === 0)
    throw new Error(
      `"${checked.title}" has nothing for a spreadsheet. Give it a :::sheet or a ::log, or take xlsx out of its formats.`,
    )
  return officePackage(workbookParts(sheetsOf(checked, found)), { ...checked, key })
}

function sheetsOf(document: Printable, found: readonly Register[]): Sheet[] {
  const names = sheetNames(['About', ...found.map(({ name }) => name), 'Choices'])
  const [about = '', hidden = ''] = [names[0], names.at(-1)]
  const registers = found.map((it, index) => ({ ...it, name: names[index + 1] ?? it.name }))
  const choices = choicesOf(registers, hidden)
  const toFillIn = registers.map((register) => fillInSheet(register, choices, document.footer))
  const lists: Sheet[] = choices.sheet ? [{ name: hidden, root: choices.sheet, hidden: true }] : []
  return [{ name: about, root: aboutSheet(document, registers) }, ...toFillIn, ...lists]
}
