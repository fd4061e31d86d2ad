import fc from 'fast-check'

/** Every place in a JSON value, as keys from the top. */
export function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, one]) => placesIn(one, [...path, key]))]
}

/** The value with another at that place, or as it is where it has no such place. */
export function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return value
  if (Array.isArray(value))
    return value.map((one, at) => (String(at) === key ? replaced(one, rest, by) : one))
  const object = value as Record<string, unknown>
  return { ...object, [key]: replaced(object[key], rest, by) }
}

/** What nobody would write there. */
export const strange = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.constantFrom<unknown>(-0, 1e308, 2 ** 53, '', [], {}, { constructor: { prototype: 1 } }),
  fc.constantFrom('toString', '__proto__', '{{x}}', '\u0000', '[[COMPANY]]', '🥐', '<b>'),
)
