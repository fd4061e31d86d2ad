import { element, type Xml } from '../ooxml/xml.ts'
import { measure, pageWidth, sheet } from '../type/style.ts'
import { twips, w } from './word.ts'

/** Twips beside running text on a portrait page. */
export const textRight = twips(pageWidth(false) - measure)

export function textRightOf(landscape: boolean): number {
  return twips(pageWidth(landscape) - measure)
}

/** Paper, margins and footer of the pages before it (ECMA-376 part 1, 17.6.17). */
export function pageSetup(landscape: boolean): Xml {
  const [short, long] = [twips(sheet.short), twips(sheet.long)]
  const size = landscape ? { w: long, h: short, orient: 'landscape' } : { w: short, h: long }
  const side = twips(sheet.side)
  const edges = { top: twips(sheet.top), right: side, bottom: twips(sheet.bottom), left: side }
  return w(
    'sectPr',
    {},
    element('w:footerReference', { 'w:type': 'default', 'r:id': footerId(landscape) }),
    w('pgSz', size),
    w('pgMar', { ...edges, header: side / 2, footer: side / 2, gutter: 0 }),
  )
}

export function footerId(landscape: boolean): string {
  return landscape ? 'footerLandscape' : 'footerPortrait'
}
