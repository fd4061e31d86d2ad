import { element, nothing, type Xml } from '../ooxml/xml.ts'
import { colours, sizes, type TypeSize } from '../type/style.ts'
import { familiar, type Look, own } from './looks.ts'
import { tableStyles } from './table-styles.ts'
import { ink, namespaces, twips, val, w } from './word.ts'

/** Every style of a document: who wants another look changes a style, not its paragraphs. */
export function stylesPart(lang: string): Xml {
  const normal = { type: 'paragraph', default: 1, styleId: 'Normal' }
  return element(
    'w:styles',
    namespaces,
    defaults(lang),
    w('style', normal, val('name', 'Normal'), w('qFormat')),
    ...Object.entries(familiar).map(([id, look]) => paragraphStyle(id, look, {})),
    ...Object.entries(own).map(([id, look]) => paragraphStyle(id, look, { customStyle: 1 })),
    ...characterStyles,
    ...tableStyles,
  )
}

function defaults(lang: string): Xml {
  const fonts = { asciiTheme: 'minorHAnsi', eastAsiaTheme: 'minorEastAsia' }
  const run = w(
    'rPr',
    {},
    w('rFonts', { ...fonts, hAnsiTheme: 'minorHAnsi', cstheme: 'minorBidi' }),
    ink(colours.text),
    ...sized(sizes.body),
    w('lang', { val: lang, eastAsia: lang, bidi: lang }),
  )
  const paragraph = w('pPr', {}, spacing({ name: 'Normal' }))
  return w('docDefaults', {}, w('rPrDefault', {}, run), w('pPrDefault', {}, paragraph))
}

/** In half points, for Latin and for complex scripts. */
function sized({ size }: TypeSize): Xml[] {
  return [val('sz', Math.round(size * 2)), val('szCs', Math.round(size * 2))]
}

function spacing({ type = sizes.body, before = 0, after = 0 }: Look): Xml {
  const line = { line: twips(type.leading), lineRule: 'atLeast' }
  return w('spacing', { before: twips(before), after: twips(after), ...line })
}

function paragraphStyle(id: string, look: Look, origin: { customStyle?: 1 }): Xml {
  const { name, basedOn = 'Normal', next, strong, colour, type } = look
  const letters = [
    ...(strong ? [w('b'), w('bCs')] : []),
    ...(colour ? [ink(colour)] : []),
    ...(type ? sized(type) : []),
  ]
  return w(
    'style',
    { type: 'paragraph', ...origin, styleId: id },
    val('name', name),
    val('basedOn', basedOn),
    next === undefined ? nothing : val('next', next),
    w('qFormat'),
    paragraphLook(look),
    letters.length === 0 ? nothing : w('rPr', {}, ...letters),
  )
}

function paragraphLook(look: Look): Xml {
  const { keepNext, numbering, border = nothing, right, outline } = look
  return w(
    'pPr',
    {},
    keepNext ? w('keepNext') : nothing,
    numbering === undefined ? nothing : w('numPr', {}, val('numId', numbering)),
    border,
    spacing(look),
    right === undefined ? nothing : w('ind', { right }),
    outline === undefined ? nothing : val('outlineLvl', outline),
  )
}

const characterStyles = [
  character('Hyperlink', 'Hyperlink', ink(colours.accent), val('u', 'single')),
  character('PlaceholderText', 'Placeholder Text', ink(colours.muted)),
]

function character(id: string, name: string, ...look: Xml[]): Xml {
  return w('style', { type: 'character', styleId: id }, val('name', name), w('rPr', {}, ...look))
}
