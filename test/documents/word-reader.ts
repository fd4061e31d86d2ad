import { all, first, readXml, type XmlElement } from './xml-reader.ts'
import { readZip } from './zip-reader.ts'

/** A content control as Word would show it. */
export interface Control {
  readonly tag: string
  readonly alias: string
  readonly kind: string
  /** Empty while the control shows its placeholder or an empty box. */
  readonly value: string
  readonly options: string[]
}

export interface WordFile {
  readonly parts: ReadonlyMap<string, XmlElement>
  readonly body: XmlElement
}

export async function readWord(bytes: Uint8Array): Promise<WordFile> {
  const entries = await readZip(bytes)
  const parts = new Map(entries.map(({ path, bytes: xml }) => [path, readXml(xml.toString())]))
  return { parts, body: need(parts, 'word/document.xml') }
}

function need(parts: WordFile['parts'], path: string): XmlElement {
  const root = parts.get(path)
  if (!root) throw new Error(`There is no ${path}.`)
  return root
}

export function valueOf(within: XmlElement, name: string): string | undefined {
  return first(within, name)?.attributes['w:val']
}

export function textOf(within: XmlElement): string {
  return within.children.map(textIn).join('')
}

function textIn(child: XmlElement | string): string {
  if (typeof child === 'string') return child
  return child.name === 'w:br' ? '\n' : textOf(child)
}

export function controlsOf({ body }: WordFile): Control[] {
  return all(body, 'w:sdt').map((control) => {
    const [properties, content] = control.children as [XmlElement, XmlElement]
    const kind = properties.children.at(-1) as XmlElement
    const shown = properties.children.some((it) => (it as XmlElement).name === 'w:showingPlcHdr')
    const unticked = textOf(content) === '☐'
    return {
      tag: valueOf(properties, 'w:tag') ?? '',
      alias: valueOf(properties, 'w:alias') ?? '',
      kind: kind.attributes['w:multiLine'] ? `${kind.name} lines` : kind.name,
      value: shown || unticked ? '' : textOf(content),
      options: all(kind, 'w:listItem').map(({ attributes }) => attributes['w:displayText'] ?? ''),
    }
  })
}

/** The words of each paragraph with the label of its list, without what stands in controls. */
export function paragraphsOf(file: WordFile): string[] {
  const label = createCounter(need(file.parts, 'word/numbering.xml'))
  return all(file.body, 'w:p').map(
    (paragraph) => label(paragraph) + textOf(uncontrolled(paragraph)),
  )
}

function uncontrolled(paragraph: XmlElement): XmlElement {
  const children = paragraph.children.filter((it) => (it as XmlElement).name !== 'w:sdt')
  return { ...paragraph, children }
}

/** Counts list items as ECMA-376 part 1, 17.9 says. */
function createCounter(numbering: XmlElement): (paragraph: XmlElement) => string {
  const counts = new Map<string, number>()
  const byId = (name: string, key: string, id: string | undefined) =>
    all(numbering, name).find(({ attributes }) => attributes[key] === id)
  return (paragraph) => {
    const id = valueOf(paragraph, 'w:numId')
    const list = byId('w:num', 'w:numId', id)
    if (!list) return ''
    const level = Number(valueOf(paragraph, 'w:ilvl'))
    const kind = byId('w:abstractNum', 'w:abstractNumId', valueOf(list, 'w:abstractNumId'))
    const format = kind && all(kind, 'w:lvl')[level]
    const sign = (format && valueOf(format, 'w:lvlText')) ?? '?'
    const start = Number(valueOf(list, 'w:startOverride') ?? 1)
    const count = counts.get(`${id} ${level}`) ?? start
    counts.set(`${id} ${level}`, count + 1)
    return sign.replace(`%${level + 1}`, String(count))
  }
}
