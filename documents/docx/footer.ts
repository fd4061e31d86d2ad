import { element, type Xml } from '../ooxml/xml.ts'
import { colours, pageWidth } from '../type/style.ts'
import { run } from './text.ts'
import { border, namespaces, twips, val, w } from './word.ts'

/** The running lines left, the page's number right; Word counts the pages. */
export function footerPart([first = '', ...more]: readonly string[], landscape: boolean): Xml {
  const edge = w('tab', { val: 'right', pos: twips(pageWidth(landscape)) })
  const top = w(
    'p',
    {},
    w(
      'pPr',
      {},
      val('pStyle', 'Footer'),
      w('pBdr', {}, border('top', 0.5, colours.line, 5)),
      w('tabs', {}, edge),
    ),
    run(first),
    w('r', {}, w('tab')),
    run('Page '),
    counted('PAGE'),
    run(' of '),
    counted('NUMPAGES'),
  )
  const below = more.map((line) => w('p', {}, w('pPr', {}, val('pStyle', 'Footer')), run(line)))
  return element('w:ftr', namespaces, top, ...below)
}

function counted(instruction: string): Xml {
  return w('fldSimple', { instr: instruction }, run('1'))
}
