import { hex } from '../ooxml/colour.ts'
import { elementsWith, type Xml } from '../ooxml/xml.ts'
import type { Colour } from '../type/style.ts'

/** Prefixes of a part's root. Check boxes came with Word 2010: who does not know `w14` skips it. */
export const namespaces = {
  'xmlns:w': 'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  'xmlns:r': 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  'xmlns:mc': 'http://schemas.openxmlformats.org/markup-compatibility/2006',
  'xmlns:w14': 'http://schemas.microsoft.com/office/word/2010/wordml',
  'mc:Ignorable': 'w14',
} as const

/** An element of WordprocessingML, whose attributes have the prefix too (ECMA-376 part 1, 17). */
export const w = elementsWith('w:')

/** A property that has one value: `<w:name w:val="value"/>`. */
export function val(name: string, value: string | number): Xml {
  return w(name, { val: value })
}

/** Twentieths of a point, in which Word measures lengths. */
export function twips(points: number): number {
  return Math.round(points * 20)
}

/** The colour of letters. */
export function ink(colour: Colour): Xml {
  return val('color', hex(colour))
}

/** @param points width of the line, in eighths at the finest */
export function border(side: string, points: number, colour: Colour, space = 0): Xml {
  return w(side, { val: 'single', sz: points * 8, space, color: hex(colour) })
}

export function fill(colour: Colour): Xml {
  return w('shd', { val: 'clear', color: 'auto', fill: hex(colour) })
}
