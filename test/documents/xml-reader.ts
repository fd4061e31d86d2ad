/** An element as it was read; names keep their prefixes. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: (XmlElement | string)[]
}

const token =
  /<\?xml [^<>]*\?>|<\/(?<end>[\w:]+)>|<(?<start>[\w:]+)(?<attributes>(?: [\w:]+="[^"<]*")*)(?<empty>\/?)>|(?<text>[^<>]+)|(?<wrong>[<>])/gu

/** Reads well-formed XML without comments, entities of its own or CDATA; anything else throws. */
export function readXml(xml: string): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [] }
  const open = [root]
  for (const { index, groups = {} } of xml.matchAll(token)) {
    const { start, end, attributes = '', empty, text, wrong } = groups
    const parent = open.at(-1) ?? root
    if (wrong) throw new Error(`No XML at ${index}: ${xml.slice(index, index + 60)}`)
    if (text !== undefined) parent.children.push(unescape(text))
    if (end !== undefined && open.pop()?.name !== end)
      throw new Error(`</${end}> at ${index} closes another element.`)
    if (start === undefined) continue
    const element: XmlElement = { name: start, attributes: attributesIn(attributes), children: [] }
    parent.children.push(element)
    if (empty === '') open.push(element)
  }
  const found = root.children.filter((child) => typeof child !== 'string')
  if (open.length !== 1 || !found[0] || found.length > 1) throw new Error('Not one whole element.')
  return found[0]
}

function attributesIn(source: string): Record<string, string> {
  const pairs = [...source.matchAll(/ ([\w:]+)="([^"]*)"/g)]
  const attributes = pairs.map(([, name = '', value = '']) => [name, unescape(value)])
  const read: Record<string, string> = Object.fromEntries(attributes)
  if (Object.keys(read).length < pairs.length) throw new Error(`An attribute twice in:${source}`)
  return read
}

function unescape(source: string): string {
  // XML 1.0, 2.2: no other characters may stand in a document.
  if (/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(source))
    throw new Error(`A forbidden character in ${JSON.stringify(source)}`)
  return source.replace(/&(#\d+;)?/g, (_, reference: string | undefined) => {
    if (!reference) throw new Error(`A bare & in ${source}`)
    return String.fromCodePoint(Number(reference.slice(1, -1)))
  })
}

/** All elements of a name below another, in document order. */
export function all(within: XmlElement, name: string): XmlElement[] {
  return within.children.flatMap((child) => {
    if (typeof child === 'string') return []
    return [...(child.name === name ? [child] : []), ...all(child, name)]
  })
}

export function first(within: XmlElement, name: string): XmlElement | undefined {
  return all(within, name)[0]
}
