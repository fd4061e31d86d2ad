import type { Origin } from './handlebars.ts'

interface Directive {
  readonly must: readonly string[]
  readonly may?: readonly string[]
  /** What an attribute has to look like, for those that are not free text. */
  readonly values?: Readonly<Record<string, RegExp>>
}

const columnTypes = /^(?:(?:text|date|number|[^|]*;[^|]*)?(?:\||$))*$/

/** The directives of our Markdown, as they are written. */
const known: Readonly<Record<string, Directive>> = {
  '::field': {
    must: ['id', 'type', 'label'],
    may: ['value', 'options'],
    values: { type: /^(?:text|multiline|date|checkbox|choice)$/ },
  },
  '::log': {
    must: ['id', 'rows', 'columns'],
    may: ['sheet', 'types'],
    values: { rows: /^\d+$/, types: columnTypes },
  },
  '::signature': { must: ['id', 'role'] },
  ':::section': { must: ['id'], may: ['row'] },
  ':::callout': { must: ['kind'], values: { kind: /^(?:note|warning)$/ } },
  ':::sheet': { must: ['id'], may: ['name', 'types'], values: { types: columnTypes } },
}

/**
 * @throws Error with file and line when a directive of a template is none of ours, is not as ours are,
 * or is never closed
 */
export function refuseWrongDirectives(source: string, { file, linesAbove }: Origin): void {
  const refuse = (index: number, fault: string | null) => {
    if (fault !== null) throw new Error(`${file}:${index + 1 + linesAbove} ${fault}.`)
  }
  const open: { readonly index: number; readonly colons: number }[] = []
  for (const [index, line] of source.split('\n').entries()) {
    const words = line.replace(/\{\{.*?\}\}/g, '')
    const [, colons = '', name] = /^ {0,3}(:{3,})\s*([A-Za-z])?/.exec(words) ?? []
    refuse(index, faultIn(words))
    if (name !== undefined) open.push({ index, colons: colons.length })
    else if (colons !== '' && open.pop()?.colons !== colons.length)
      refuse(index, `has ${colons}, which closes nothing that was opened with as many colons`)
  }
  const [first] = open
  if (first) refuse(first.index, 'opens a directive that is never closed by a line of colons')
}

/** @param line without its mustaches, whose values are checked with those of the order */
function faultIn(line: string): string | null {
  const [, name, braces = ''] = /^ {0,3}(:{2,}[A-Za-z][\w-]*)(.*)$/.exec(line) ?? []
  if (name === undefined) return null
  const directive = known[name.replace(/^:::+/, ':::')]
  if (directive === undefined)
    return `has ${name}, which is no directive; known are ${Object.keys(known).join(', ')}`
  const attributes = new Map(
    [...braces.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]),
  )
  return faultOf(directive, attributes, name)
}

function faultOf(
  { must, may = [], values = {} }: Directive,
  attributes: ReadonlyMap<string, string>,
  name: string,
): string | null {
  const missing = must.find((key) => !attributes.has(key))
  if (missing !== undefined) return `has ${name} without ${missing}="…"`
  const strange = [...attributes.keys()].find((key) => !must.includes(key) && !may.includes(key))
  if (strange !== undefined)
    return `has ${name} with ${strange}="…"; it takes ${[...must, ...may].join(', ')}`
  for (const [key, pattern] of Object.entries(values)) {
    const value = attributes.get(key) ?? ''
    if (value !== '' && !pattern.test(value))
      return `has ${name} with ${key}="${value}", which it cannot have`
  }
  return null
}
