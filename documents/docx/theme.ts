import { hex } from '../ooxml/colour.ts'
import { element, type Xml } from '../ooxml/xml.ts'
import { type Colour, colours } from '../type/style.ts'
import { namespaces, val, w } from './word.ts'

const drawing = 'http://schemas.openxmlformats.org/drawingml/2006/main'

const { text, white, muted, tint, accent, warning, line, fieldBorder } = colours

/** The colours that Word offers first, in the order of ECMA-376 part 1, 20.1.6.2. */
const palette = {
  dk1: text,
  lt1: white,
  dk2: muted,
  lt2: tint,
  accent1: accent,
  accent2: warning,
  accent3: muted,
  accent4: fieldBorder,
  accent5: line,
  accent6: text,
  hlink: accent,
  folHlink: muted,
} as const satisfies Record<string, Colour>

const family = 'Inter'

/** Changing its font changes the whole document. */
export const theme: Xml = a(
  'theme',
  { 'xmlns:a': drawing, name: 'Packhorse' },
  a(
    'themeElements',
    {},
    a('clrScheme', { name: 'Packhorse' }, ...Object.entries(palette).map(colour)),
    a('fontScheme', { name: 'Packhorse' }, fonts('majorFont'), fonts('minorFont')),
    effects(),
  ),
)

function a(name: string, attributes: Readonly<Record<string, string>>, ...children: Xml[]): Xml {
  return element(`a:${name}`, attributes, ...children)
}

function colour([name, value]: readonly [string, Colour]): Xml {
  return a(name, {}, a('srgbClr', { val: hex(value) }))
}

function fonts(name: string): Xml {
  const other = ['ea', 'cs'].map((script) => a(script, { typeface: '' }))
  return a(name, {}, a('latin', { typeface: family }), ...other)
}

/** Drawings have none, but a theme must name three of each kind. */
function effects(): Xml {
  const solid = a('solidFill', {}, a('schemeClr', { val: 'phClr' }))
  const three = (it: Xml) => [it, it, it]
  return a(
    'fmtScheme',
    { name: 'Packhorse' },
    a('fillStyleLst', {}, ...three(solid)),
    a('lnStyleLst', {}, ...three(a('ln', {}, solid))),
    a('effectStyleLst', {}, ...three(a('effectStyle', {}, a('effectLst', {})))),
    a('bgFillStyleLst', {}, ...three(solid)),
  )
}

/** What Word takes where the family is not installed: the name, or else a font like it. */
export const fontTable: Xml = element(
  'w:fonts',
  namespaces,
  w(
    'font',
    { name: family },
    val('altName', 'Segoe UI'),
    val('panose1', '020B0604020202020204'),
    val('charset', '00'),
    val('family', 'swiss'),
    val('pitch', 'variable'),
  ),
)
