import { z } from 'zod'
import type { Answers } from '../../pack/order.ts'

/** As much of a questionnaire's JSON Schema as says which questions there are. */
interface Node {
  readonly title?: string
  readonly type?: string
  readonly properties?: Readonly<Record<string, Node>>
}

/** Titles of the questions that are answered otherwise, in their order; a list is one question. */
export function correctedQuestions(
  questionnaire: z.ZodObject,
  before: Answers,
  now: Answers,
): string[] {
  const schema = z.toJSONSchema(questionnaire, { io: 'input' }) as unknown as Node
  return [...new Set(corrected(schema, before, now))]
}

function corrected(node: Node, before: unknown, now: unknown): string[] {
  if (canonical(before) === canonical(now)) return []
  if (node.type !== 'object') return [node.title ?? '']
  return Object.entries(node.properties ?? {}).flatMap(([name, child]) =>
    corrected(child, answerIn(before, name), answerIn(now, name)),
  )
}

function answerIn(group: unknown, name: string): unknown {
  return (group as Readonly<Record<string, unknown>> | undefined)?.[name]
}

/** JSON with sorted keys: a database gives an object's back in an order of its own. */
function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_, one: unknown) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  )
}
