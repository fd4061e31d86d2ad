import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { Refusal, readParams } from './refusal.ts'

export type FormValue = string | FormValue[] | Form
export interface Form {
  [key: string]: FormValue
}

/**
 * Stripe's form encoding: `a[b]=1` is an object, `a[0]=1` and `a[]=1` are arrays. Every leaf is a
 * string. Serves bodies and query strings.
 */
export function parseForm(text: string): Form {
  const root = emptyForm()
  for (const [name, value] of new URLSearchParams(text)) assign(root, pathOf(name), value)
  return withArrays(root)
}

// Without a prototype, so that a field called `__proto__` is a field.
function emptyForm(): Form {
  return Object.create(null)
}

function pathOf(name: string): string[] {
  return name.split('[').map((part) => part.replace(/\]$/, ''))
}

function assign(root: Form, path: readonly string[], value: string): void {
  let node = root
  path.forEach((part, depth) => {
    const key = part === '' ? String(Object.keys(node).length) : part
    if (depth === path.length - 1) {
      node[key] = value
      return
    }
    const child = node[key] ?? emptyForm()
    if (typeof child === 'string' || Array.isArray(child))
      throw new Refusal(400, { message: `Invalid ${path[0]}: it is given as text and as fields.` })
    node[key] = child
    node = child
  })
}

function withArrays(form: Form): Form {
  for (const [key, value] of Object.entries(form)) {
    if (typeof value === 'string' || Array.isArray(value)) continue
    const inner = withArrays(value)
    form[key] = Object.keys(inner).every((name) => /^\d+$/.test(name))
      ? Object.values(inner)
      : inner
  }
  return form
}

/** @throws Refusal naming the first parameter at fault */
export function readBody<T>(schema: z.ZodType<T>, request: FastifyRequest): T {
  return readParams(schema, parseForm(bodyOf(request)))
}

/** The body as it came; a call without parameters has none. */
export function bodyOf(request: FastifyRequest): string {
  return typeof request.body === 'string' ? request.body : ''
}
