import { nothing, together, type Xml } from '../ooxml/xml.ts'
import type { Cover, Printable } from '../printable.ts'
import { form } from './form.ts'
import type { Frame } from './frame.ts'
import { cell, grid, row } from './table.ts'
import { paragraph, run } from './text.ts'

/** The block at the top of the first page: what the document is, whose, and as of when. */
export function cover({ title, cover: it }: Printable, frame: Frame): Xml {
  const line = (style: string, words: string) => paragraph(style, [run(words)])
  return together([
    line('Kicker', it.kicker),
    line('Title', title),
    line('Subtitle', it.summary),
    it.facts.length > 0 ? facts(it.facts, frame) : nothing,
    it.fields.length > 0 ? form(it.fields, frame) : nothing,
    it.origin === '' ? nothing : line('Origin', it.origin),
  ])
}

/** Label above value, side by side between two rules. */
function facts(all: Cover['facts'], frame: Frame): Xml {
  const width = Math.floor(frame.width / all.length)
  const cells = all.map(({ label, value }) =>
    cell(width, [paragraph('FactLabel', [run(label)]), paragraph('Fact', [run(value)])]),
  )
  return grid({ style: 'PackFacts', columns: all.map(() => width), rows: [row(cells)] }, frame)
}
