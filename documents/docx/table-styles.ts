import { nothing, type Xml } from '../ooxml/xml.ts'
import { type Colour, colours } from '../type/style.ts'
import { border, fill, twips, val, w } from './word.ts'

const { accent, line, tint, warning, warningTint, fieldBorder } = colours

interface TableLook {
  readonly borders: readonly Xml[]
  /** Points inside a cell: at its sides, above and below. */
  readonly margins: { readonly side: number; readonly top: number; readonly bottom: number }
  readonly fill?: Colour
  /** Sets the first row apart. */
  readonly head?: Xml
}

const narrow = { side: 6, top: 4, bottom: 4 } as const
/** The last paragraph of a callout keeps its own distance below. */
const roomy = { side: 14, top: 9, bottom: 3 } as const

export const calloutMargin = twips(roomy.side)

const normal = w(
  'style',
  { type: 'table', default: 1, styleId: 'TableNormal' },
  val('name', 'Normal Table'),
  w('tblPr', {}, w('tblInd', { w: 0, type: 'dxa' })),
)

const head = w(
  'tblStylePr',
  { type: 'firstRow' },
  w('tcPr', {}, w('tcBorders', {}, border('bottom', 0.75, accent)), fill(tint)),
)

/** By the ids that tables name. */
export const tableStyles: readonly Xml[] = [
  normal,
  tableStyle('PackTable', 'Pack Table', {
    borders: [border('bottom', 0.5, line), border('insideH', 0.5, line)],
    margins: narrow,
    head,
  }),
  tableStyle('PackLog', 'Pack Log', {
    borders: ['bottom', 'insideH', 'insideV'].map((side) => border(side, 0.5, line)),
    margins: narrow,
    head,
  }),
  tableStyle('PackForm', 'Pack Form', {
    borders: ['top', 'bottom', 'insideH'].map((side) => border(side, 0.5, fieldBorder)),
    margins: narrow,
  }),
  tableStyle('PackFacts', 'Pack Facts', {
    borders: [border('top', 0.75, accent), border('bottom', 0.5, line)],
    margins: { side: 0, top: 8, bottom: 8 },
  }),
  tableStyle('PackNote', 'Pack Note', {
    borders: [border('left', 3, accent)],
    margins: roomy,
    fill: tint,
  }),
  tableStyle('PackWarning', 'Pack Warning', {
    borders: [border('left', 3, warning)],
    margins: roomy,
    fill: warningTint,
  }),
]

function tableStyle(id: string, name: string, { borders, margins, fill: colour, head }: TableLook) {
  const { side, top, bottom } = margins
  const margin = (edge: string, points: number) => w(edge, { w: twips(points), type: 'dxa' })
  const inside = w(
    'tblCellMar',
    {},
    margin('top', top),
    margin('left', side),
    margin('bottom', bottom),
    margin('right', side),
  )
  return w(
    'style',
    { type: 'table', customStyle: 1, styleId: id },
    val('name', name),
    val('basedOn', 'TableNormal'),
    w('tblPr', {}, w('tblBorders', {}, ...borders), inside),
    colour ? w('tcPr', {}, fill(colour)) : nothing,
    head ?? nothing,
  )
}
