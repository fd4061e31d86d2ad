type Json = Readonly<Record<string, unknown>>

/** Fills a JSON Schema: `text` is asked for every string, by its path (`scenarios.mailbox.story`). */
export function fill(schema: Json, text: (path: string) => string, path = ''): unknown {
  if (Array.isArray(schema['enum'])) return schema['enum'][0]
  if (schema['const'] !== undefined) return schema['const']
  if (Array.isArray(schema['anyOf'])) return fill(schema['anyOf'][0] as Json, text, path)
  switch (schema['type']) {
    case 'object':
      return object(schema, text, path)
    case 'array':
      return array(schema, text, path)
    case 'string':
      return text(path)
    case 'number':
    case 'integer':
      return 1
    default:
      // As vLLM answers the empty schema.
      return false
  }
}

function object(schema: Json, text: (path: string) => string, path: string): unknown {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Json>)
  return Object.fromEntries(
    properties.map(([key, value]) => [key, fill(value, text, path ? `${path}.${key}` : key)]),
  )
}

function array(schema: Json, text: (path: string) => string, path: string): unknown {
  const count = Number(schema['minItems'] ?? 2)
  const items = schema['items'] as Json
  return Array.from({ length: count }, (_, index) => fill(items, text, `${path}.${index}`))
}
