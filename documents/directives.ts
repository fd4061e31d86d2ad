import type { Origin } from './handlebars.ts'

interface Directive {
  readonly must: readonly string[]
  readonly may?: readonly string[]
  /** Attributes with a closed list of values. */
  readonly values?: Readonly<Record<string, readonly string[]>>
}

/** The directives of our Markdown, as they are written. */
const known: Readonly<Record<string, Directive>> = {
  '::field': {
    must: ['id', 'type', 'label'],
    may: ['value', 'options'],
    values: { type: ['text', 'multiline', 'date', 'checkbox', 'choice'] },
  },
  '::log': { must: ['id', 'rows', 'columns'], may: ['sheet', 'types'] },
  '::signature': { must: ['id', 'role'] },
  ':::section': { must: ['id'], may: ['row'] },
  ':::callout': { must: ['kind'], values: { kind: ['note', 'warning'] } },
  ':::sheet': { must: ['id'], may: ['name', 'types'] },
}

/** @throws Error with file and line when a directive of a template is none of ours, or not as ours are */
export function refuseWrongDirectives(source: string, { file, linesAbove }: Origin): void {
  for (const [index, line] of source.split('\n').entries()) {
    const fault = faultIn(line.replace(/\{\{.*?\}\}/g, ''))
    if (fault !== null) throw new Error(`${file}:${index + 1 + linesAbove} ${fault}.`)
  }
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
  for (const [key, options] of Object.entries(values)) {
    const value = attributes.get(key) ?? ''
    if (value !== '' && !options.includes(value))
      return `has ${name} with ${key}="${value}"; it is one of ${options.join(', ')}`
  }
  return null
}
