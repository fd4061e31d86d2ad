import type { Part, Relation } from '../ooxml/part.ts'
import { element, nothing, text, type Xml } from '../ooxml/xml.ts'
import { fixed } from './cell.ts'
import { quoted } from './sheet-names.ts'
import { styleSheet } from './styles.ts'

export interface Sheet {
  readonly name: string
  readonly root: Xml
  /** Range that the head's arrows sort. */
  readonly filter?: string
  /** More than one repeats the first column on each; 1 if left out. */
  readonly pagesWide?: number
  readonly hidden?: true
}

const office = 'http://schemas.openxmlformats.org'
const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** The workbook itself, then its sheets and styles. */
export function workbookParts(sheets: readonly Sheet[]): [Part, ...Part[]] {
  const parts = sheets.map(({ root }, index): Part => {
    const path = `xl/worksheets/sheet${index + 1}.xml`
    return { path, contentType: `${type}.worksheet+xml`, root }
  })
  const relations = sheets.map((_, index): Relation => {
    const target = `worksheets/sheet${index + 1}.xml`
    return { id: sheetId(index), type: 'worksheet', target }
  })
  const styles = { path: 'xl/styles.xml', contentType: `${type}.styles+xml`, root: styleSheet() }
  const main: Part = {
    path: 'xl/workbook.xml',
    contentType: `${type}.sheet.main+xml`,
    root: workbook(sheets),
    relations: [...relations, { id: 'styles', type: 'styles', target: 'styles.xml' }],
  }
  return [main, ...parts, styles]
}

function sheetId(index: number): string {
  return `sheet${index + 1}`
}

function workbook(sheets: readonly Sheet[]): Xml {
  const names = sheets.flatMap(namesOf)
  return element(
    'workbook',
    {
      xmlns: `${office}/spreadsheetml/2006/main`,
      'xmlns:r': `${office}/officeDocument/2006/relationships`,
    },
    element('bookViews', {}, element('workbookView', { activeTab: 0 })),
    element(
      'sheets',
      {},
      ...sheets.map(({ name, hidden }, index) => {
        const state = hidden && 'hidden'
        return element('sheet', { name, sheetId: index + 1, state, 'r:id': sheetId(index) })
      }),
    ),
    names.length === 0 ? nothing : element('definedNames', {}, ...names),
  )
}

/** Names that Excel knows (ECMA-376, part 1, 18.2.6): what is filtered, what each page repeats. */
function namesOf({ name, filter, pagesWide = 1 }: Sheet, index: number): Xml[] {
  if (filter === undefined) return []
  const at = (known: string, places: readonly string[], more = {}) =>
    element(
      'definedName',
      { name: `_xlnm.${known}`, localSheetId: index, ...more },
      text(places.map((place) => `${quoted(name)}!${place}`).join(',')),
    )
  const repeated = pagesWide > 1 ? ['$A:$A', '$1:$1'] : ['$1:$1']
  return [at('_FilterDatabase', [fixed(filter)], { hidden: 1 }), at('Print_Titles', repeated)]
}
