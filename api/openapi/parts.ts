import { ref } from './schemas.ts'

type Schema = object

export const json = (description: string, schema: Schema, type = 'application/json') => ({
  description,
  content: { [type]: { schema } },
})
export const page = (description: string) => json(description, { type: 'string' }, 'text/html')
export const problem = (description: string) =>
  json(description, ref('Problem'), 'application/problem+json')
export const redirect = (description: string) => ({
  description,
  headers: { location: { schema: { type: 'string' } } },
})
export const retryAfter = {
  'retry-after': { schema: { type: 'integer' }, description: 'Seconds.' },
}
export const file = (description: string) => ({
  description,
  content: { 'application/zip': {} },
  headers: { etag: { schema: { type: 'string' }, description: 'SHA-256 of the file.' } },
})

export const inPath = (name: string) => ({
  name,
  in: 'path',
  required: true,
  schema: { type: 'string' },
})
export const inQuery = (name: string, schema: Schema) => ({ name, in: 'query', schema })
export const inHeader = (name: string, schema: Schema) => ({ name, in: 'header', schema })

export const token = inPath('token')
export const unknownLink = problem('No order has this link.')
export const erasedOrder = problem('The order was erased.')
