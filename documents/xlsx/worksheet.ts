import { element, nothing, text, type Xml } from '../ooxml/xml.ts'
import { colours } from '../type/style.ts'
import { argb } from './styles.ts'

interface Worksheet {
  /** In characters. */
  readonly widths: readonly number[]
  readonly rows: readonly Xml[]
  /** The first row stays in sight and takes filters: the range that they sort. */
  readonly filter?: string
  /** On paper; more than one keeps the first column in sight and on each page, too. 1 if left out. */
  readonly pagesWide?: number
  readonly validations?: Xml
  readonly hyperlinks?: Xml
  /** Columns of text, where a number in figures is no mistake. */
  readonly textRanges?: readonly string[]
  readonly landscape?: true
  /** In sight when the workbook opens. */
  readonly selected?: true
  /** At the foot of each printed page, on the left. */
  readonly footer?: readonly string[]
}

/** Inches. */
const margins = { left: 0.5, right: 0.5, top: 0.6, bottom: 0.8, header: 0.3, footer: 0.4 }

/** A sheet's root, its parts in the order of the schema (ECMA-376, part 1, 18.3.1.99). */
export function worksheet(sheet: Worksheet): Xml {
  const { widths, rows, filter, validations = nothing, hyperlinks = nothing } = sheet
  return element(
    'worksheet',
    { xmlns: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main' },
    element(
      'sheetPr',
      {},
      ...(filter ? [element('tabColor', { rgb: argb(colours.accent) })] : []),
      element('pageSetUpPr', { fitToPage: 1 }),
    ),
    element('sheetViews', {}, viewOf(sheet)),
    element('sheetFormatPr', { defaultRowHeight: 15 }),
    element('cols', {}, ...widths.map(columnOf)),
    element('sheetData', {}, ...rows),
    filter ? element('autoFilter', { ref: filter }) : nothing,
    validations,
    hyperlinks,
    element('pageMargins', margins),
    pageSetup(sheet),
    ...footerOf(sheet),
    ...ignored(sheet),
  )
}

function viewOf({ filter, selected, pagesWide = 1 }: Worksheet): Xml {
  const attributes = { showGridLines: 0, tabSelected: selected && 1, workbookViewId: 0 }
  if (!filter) return element('sheetView', attributes)
  const [pane, cell, split] =
    pagesWide > 1 ? ['bottomRight', 'B2', { xSplit: 1 }] : ['bottomLeft', 'A2', {}]
  const frozen = { ...split, ySplit: 1, topLeftCell: cell, activePane: pane, state: 'frozen' }
  const selection = { pane, activeCell: cell, sqref: cell }
  return element('sheetView', attributes, element('pane', frozen), element('selection', selection))
}

function columnOf(width: number, index: number): Xml {
  return element('col', { min: index + 1, max: index + 1, width, customWidth: 1 })
}

/** 9 is A4; no height means as many pages as it takes. */
function pageSetup({ landscape, pagesWide = 1 }: Worksheet): Xml {
  const orientation = landscape ? 'landscape' : 'portrait'
  const fitted = { fitToWidth: pagesWide, fitToHeight: 0 }
  return element('pageSetup', { paperSize: 9, orientation, ...fitted })
}

/** Excel's limit for the whole of a footer. */
const longestFooter = 255

function footerOf({ footer }: Worksheet): Xml[] {
  if (!footer) return []
  const pages = '&RPage &P of &N'
  const left = `&L${withoutCodes(footer.join('\n'), longestFooter - pages.length - 2)}`
  return [element('headerFooter', {}, element('oddFooter', {}, text(left + pages)))]
}

/** `&` begins a code (18.3.1.46), so that of a company's name is written twice. */
function withoutCodes(words: string, room: number): string {
  let coded = ''
  for (const sign of words) {
    const next = sign === '&' ? '&&' : sign
    if (coded.length + next.length > room) break
    coded += next
  }
  return coded
}

function ignored({ textRanges = [] }: Worksheet): Xml[] {
  if (textRanges.length === 0) return []
  const error = { sqref: textRanges.join(' '), numberStoredAsText: 1 }
  return [element('ignoredErrors', {}, element('ignoredError', error))]
}
