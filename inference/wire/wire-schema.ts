import { z } from 'zod'
import type { Bound } from '../../pack/prompts.ts'

type Json = Readonly<Record<string, unknown>>

/**
 * What every structured-output backend of vLLM accepts. Bounds on strings stay out: under
 * `minLength` or `maxLength` xgrammar lets raw control characters through, and an unknown keyword
 * is a 400. The zod schema checks both after the call.
 */
const accepted: ReadonlySet<string> = new Set([
  'type',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'enum',
  'const',
  'anyOf',
  'description',
])

/** The JSON Schema that goes onto the wire, with `strict: true`. */
export function wireSchema(content: z.ZodObject): Json {
  return kept(jsonSchema(content))
}

/** One per text or list of the content: `summary`, `at least 200 and at most 600 characters`. */
export function boundsOf(content: z.ZodObject): Bound[] {
  return bounds('', jsonSchema(content))
}

function jsonSchema(content: z.ZodObject): Json {
  return z.toJSONSchema(content, { io: 'input', reused: 'inline' }) as Json
}

function kept(schema: Json): Json {
  const entries = Object.entries(schema).filter(([keyword]) => accepted.has(keyword))
  return Object.fromEntries(entries.map(([keyword, value]) => [keyword, inside(keyword, value)]))
}

function inside(keyword: string, value: unknown): unknown {
  if (keyword === 'properties')
    return Object.fromEntries(Object.entries(value as Json).map(([k, v]) => [k, kept(v as Json)]))
  if (keyword === 'anyOf') return (value as Json[]).map(kept)
  if (keyword === 'items') return kept(value as Json)
  return value
}

function bounds(path: string, schema: Json): Bound[] {
  if (schema['type'] === 'object')
    return propertiesOf(schema).flatMap(([k, v]) => bounds(join(path, k), v))
  if (schema['type'] === 'array')
    return [...arrayBounds(path, schema), ...bounds(`${path}[]`, schema['items'] as Json)]
  return range(path, schema['minLength'], schema['maxLength'], 'characters')
}

function propertiesOf(schema: Json): [string, Json][] {
  return Object.entries((schema['properties'] ?? {}) as Record<string, Json>)
}

function arrayBounds(path: string, schema: Json): Bound[] {
  return range(path, schema['minItems'], schema['maxItems'], 'entries')
}

function range(path: string, least: unknown, most: unknown, unit: string): Bound[] {
  const ends = [
    typeof least === 'number' ? `at least ${least}` : '',
    typeof most === 'number' ? `at most ${most}` : '',
  ]
  const said = ends.filter(Boolean).join(' and ')
  return said ? [{ path, length: `${said} ${unit}` }] : []
}

function join(path: string, key: string): string {
  return path ? `${path}.${key}` : key
}
