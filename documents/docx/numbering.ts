import { element, type Xml } from '../ooxml/xml.ts'
import { colours } from '../type/style.ts'
import { bullets, type Inventory } from './inventory.ts'
import { ink, namespaces, val, w } from './word.ts'

/** Twips from one level of lists to the next. */
export const step = 340

const ordered = 1
const bulleted = 0

/** How lists count (ECMA-376 part 1, 17.9); each ordered list begins again. */
export function numberingPart({ numberings }: Inventory): Xml {
  return element(
    'w:numbering',
    namespaces,
    kind(bulleted, 'bullet', () => '•'),
    kind(ordered, 'decimal', (level) => `%${level + 1}.`),
    w('num', { numId: bullets }, val('abstractNumId', bulleted)),
    ...numberings.map(({ id, level, start }) => {
      const begin = w('lvlOverride', { ilvl: level }, val('startOverride', start))
      return w('num', { numId: id }, val('abstractNumId', ordered), begin)
    }),
  )
}

function kind(id: number, format: string, sign: (level: number) => string): Xml {
  const levels = Array.from({ length: 9 }, (_, level) => {
    const indent = w('ind', { left: (level + 1) * step, hanging: step })
    return w(
      'lvl',
      { ilvl: level },
      val('start', 1),
      val('numFmt', format),
      val('lvlText', sign(level)),
      val('lvlJc', 'left'),
      w('pPr', {}, indent),
      w('rPr', {}, ink(colours.accent)),
    )
  })
  return w(
    'abstractNum',
    { abstractNumId: id },
    val('multiLevelType', 'hybridMultilevel'),
    ...levels,
  )
}
