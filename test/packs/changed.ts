import type { Answers } from '../../pack/order.ts'

/** The answers with another value at a path: `company.legalName`. */
export function changed(answers: Answers, path: string, value: unknown): Answers {
  const copy = structuredClone(answers) as Record<string, unknown>
  const keys = path.split('.')
  const last = keys.pop() ?? ''
  const parent = keys.reduce<Record<string, unknown> | undefined>(
    (node, key) => node?.[key] as Record<string, unknown> | undefined,
    copy,
  )
  if (parent) parent[last] = value
  return copy
}
