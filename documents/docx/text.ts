import { element, nothing, text, together, type Xml } from '../ooxml/xml.ts'
import type { Line, Span } from '../text/blocks.ts'
import type { Colour } from '../type/style.ts'
import type { Frame } from './frame.ts'
import { addLink, type Inventory } from './inventory.ts'
import { textRight } from './page.ts'
import { border, ink, twips, val, w } from './word.ts'

export interface ParagraphLook {
  /** Where it stands; without one, where its style says. */
  readonly frame?: Frame
  readonly keepNext?: boolean
  readonly startsPage?: boolean
  readonly numbering?: { readonly id: number; readonly level: number }
  /** Twips that the first line begins further left. */
  readonly hanging?: number
  /** Points below it, where its style has others. */
  readonly after?: number
}

/** Its properties come in the order of ECMA-376 part 1, 17.3.1.26; Word insists on it. */
export function paragraph(style: string, content: readonly Xml[], look: ParagraphLook = {}): Xml {
  const { frame, keepNext = false, startsPage = false, numbering, hanging = 0, after } = look
  const properties = w(
    'pPr',
    {},
    val('pStyle', style),
    keepNext ? w('keepNext') : nothing,
    startsPage ? w('pageBreakBefore') : nothing,
    numbering ? w('numPr', {}, val('ilvl', numbering.level), val('numId', numbering.id)) : nothing,
    frame ? bar(frame, hanging) : nothing,
    after === undefined ? nothing : w('spacing', { after: twips(after) }),
    frame ? indent(frame, hanging) : nothing,
  )
  return w('p', {}, properties, ...content)
}

/** Word draws a border so far from the text's edge: no further than 31 points. */
const furthest = 31

function bar({ bar: it, left }: Frame, hanging: number): Xml {
  if (!it) return nothing
  const space = Math.min(furthest, (left - hanging - it.left) / 20 - 2)
  return w('pBdr', {}, border('left', 2, it.colour, space))
}

function indent({ left, right }: Frame, hanging: number): Xml {
  const own = {
    left: left === 0 ? undefined : left,
    right: right === textRight ? undefined : right,
    hanging: hanging === 0 ? undefined : hanging,
  }
  return Object.values(own).some((it) => it !== undefined) ? w('ind', own) : nothing
}

export function runs(content: Line, inventory: Inventory): Xml[] {
  return content.map((span) => {
    const link = span.link === undefined ? undefined : addLink(inventory, span.link)
    if (link === undefined) return run(span.text, strong(span))
    const words = run(span.text, together([val('rStyle', 'Hyperlink'), strong(span)]))
    return element('w:hyperlink', { 'r:id': link, 'w:history': 1 }, words)
  })
}

function strong(span: Span): Xml {
  return span.strong ? together([w('b'), w('bCs')]) : nothing
}

export function coloured(words: string, colour: Colour): Xml {
  return run(words, ink(colour))
}

/** @param look elements of `w:rPr`, in its order */
export function run(words: string, look: Xml = nothing): Xml {
  const properties = look === nothing ? nothing : w('rPr', {}, look)
  const lines = words.split('\n').map((line) => {
    return line === '' ? nothing : element('w:t', { 'xml:space': 'preserve' }, text(line))
  })
  const broken = lines.flatMap((line, index) => (index === 0 ? [line] : [w('br'), line]))
  return w('r', {}, properties, ...broken)
}
