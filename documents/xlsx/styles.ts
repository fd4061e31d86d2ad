import { hex } from '../ooxml/colour.ts'
import { element, type Xml } from '../ooxml/xml.ts'
import { type Colour, colours } from '../type/style.ts'

/**
 * A workbook names one face and no substitute: Arial, or a face of its widths, is on every system,
 * which is not so of the packs' own Inter.
 */
const face = 'Arial'

const fonts = {
  body: { size: 10, colour: colours.text, bold: false },
  muted: { size: 10, colour: colours.muted, bold: false },
  title: { size: 20, colour: colours.text, bold: true },
  heading: { size: 12, colour: colours.accent, bold: true },
  head: { size: 10, colour: colours.white, bold: true },
  link: { size: 10, colour: colours.accent, bold: true },
} as const

/** The first two are fixed (ECMA-376, part 1, 18.8.21): none, and a pattern of Excel's own. */
const fills = { none: 0, accent: 2, field: 3 } as const

/** 0, 1 and 49 are built in (18.8.30): General, `0` and text, which keeps words as they are typed. */
const numbers = { general: 0, whole: 1, text: 49, date: 164 } as const

interface Style {
  readonly font?: keyof typeof fonts
  readonly fill?: keyof typeof fills
  readonly number?: keyof typeof numbers
  readonly bordered?: true
  readonly wrap?: true
  /** Where cells have borders, words keep a little off them. */
  readonly align?: { horizontal: 'left' | 'right'; indent: 1; vertical?: 'center' }
}

const left = { horizontal: 'left', indent: 1 } as const
const right = { horizontal: 'right', indent: 1 } as const

const styles = {
  body: {},
  kicker: { font: 'muted' },
  title: { font: 'title' },
  heading: { font: 'heading' },
  label: { font: 'muted', wrap: true },
  value: { wrap: true, number: 'text', align: left },
  field: { wrap: true, number: 'text', fill: 'field', bordered: true, align: left },
  link: { font: 'link', wrap: true },
  head: {
    font: 'head',
    fill: 'accent',
    bordered: true,
    wrap: true,
    align: { ...left, vertical: 'center' },
  },
  text: { bordered: true, wrap: true, number: 'text', align: left },
  date: { bordered: true, wrap: true, number: 'date', align: left },
  number: { bordered: true, wrap: true, number: 'whole', align: right },
} as const satisfies Record<string, Style>

export type StyleName = keyof typeof styles

const names = Object.keys(styles)

/** @param quoted keeps what looks like a formula text, also when the cell is typed anew */
export function styleIndex(name: StyleName, quoted: boolean): number {
  return 2 * names.indexOf(name) + (quoted ? 1 : 0)
}

/** The root of `styles.xml`. */
export function styleSheet(): Xml {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const dates = { numFmtId: numbers.date, formatCode: 'dd/mm/yyyy' }
  return element(
    'styleSheet',
    { xmlns: main },
    counted('numFmts', [element('numFmt', dates)]),
    counted('fonts', Object.values(fonts).map(fontOf)),
    counted('fills', [
      element('fill', {}, element('patternFill', { patternType: 'none' })),
      element('fill', {}, element('patternFill', { patternType: 'gray125' })),
      solid(colours.accent),
      solid(colours.field),
    ]),
    counted('borders', [border(), border('thin')]),
    counted('cellStyleXfs', [element('xf', { numFmtId: 0, fontId: 0, fillId: 0, borderId: 0 })]),
    counted(
      'cellXfs',
      Object.values<Style>(styles).flatMap((style) => [format(style), format(style, 1)]),
    ),
    counted('cellStyles', [element('cellStyle', { name: 'Normal', xfId: 0, builtinId: 0 })]),
  )
}

function counted(name: string, children: readonly Xml[]): Xml {
  return element(name, { count: children.length }, ...children)
}

function fontOf({ size, colour, bold }: (typeof fonts)[keyof typeof fonts]): Xml {
  return element(
    'font',
    {},
    ...(bold ? [element('b')] : []),
    element('sz', { val: size }),
    element('color', { rgb: argb(colour) }),
    element('name', { val: face }),
    // 2 is Swiss (18.8.18): without the face, one without serifs.
    element('family', { val: 2 }),
  )
}

function solid(colour: Colour): Xml {
  const pattern = { patternType: 'solid' }
  const inside = element('fgColor', { rgb: argb(colour) })
  return element('fill', {}, element('patternFill', pattern, inside))
}

function border(style?: 'thin'): Xml {
  const sides = ['left', 'right', 'top', 'bottom', 'diagonal'].map((side) =>
    style && side !== 'diagonal'
      ? element(side, { style }, element('color', { rgb: argb(colours.line) }))
      : element(side),
  )
  return element('border', {}, ...sides)
}

function format({ font = 'body', fill = 'none', number = 'general', ...rest }: Style, quote?: 1) {
  return element(
    'xf',
    {
      numFmtId: numbers[number],
      fontId: Object.keys(fonts).indexOf(font),
      fillId: fills[fill],
      borderId: rest.bordered ? 1 : 0,
      xfId: 0,
      quotePrefix: quote,
      applyNumberFormat: 1,
      applyFont: 1,
      applyFill: 1,
      applyBorder: 1,
      applyAlignment: 1,
    },
    element('alignment', { vertical: 'top', wrapText: rest.wrap && 1, ...rest.align }),
  )
}

/** With the alpha that Excel writes before a colour. */
export function argb(colour: Colour): string {
  return `FF${hex(colour)}`
}
