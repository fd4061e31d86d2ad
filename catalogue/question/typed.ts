import { z } from 'zod'
import type { Answers } from '../../pack/order.ts'
import type { Question } from './question.ts'

/** An answer in the customer's own words. */
export interface Typed {
  /** `company.description`, `systems.0.vendor`. */
  readonly path: string
  readonly title: string
  readonly text: string
  /** Sentences were asked for, and no name or address. */
  readonly isProse: boolean
}

/** As much of a questionnaire's JSON Schema as says where words are typed. */
interface Node extends Partial<Question> {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Node>>
  readonly items?: Node
  readonly enum?: readonly string[]
}

const known = new WeakMap<z.ZodObject, Node>()

/** All that was typed, in the order of the questions; an empty answer is none. */
export function typedIn(questionnaire: z.ZodObject, answers: Answers): Typed[] {
  return typed(nodeOf(questionnaire), answers, [])
}

function nodeOf(questionnaire: z.ZodObject): Node {
  const node =
    known.get(questionnaire) ?? (z.toJSONSchema(questionnaire, { io: 'input' }) as unknown as Node)
  known.set(questionnaire, node)
  return node
}

function typed(node: Node | undefined, answer: unknown, path: readonly string[]): Typed[] {
  if (node === undefined || node.enum) return []
  if (typeof answer === 'string') return node.type === 'string' ? told(node, answer, path) : []
  if (answer === null || typeof answer !== 'object') return []
  return Object.entries(answer).flatMap(([key, one]) =>
    typed(node.items ?? node.properties?.[key], one, [...path, key]),
  )
}

function told(node: Node, text: string, path: readonly string[]): Typed[] {
  if (text.trim() === '') return []
  const isProse = node.multiline === true && node.autocomplete === undefined
  return [{ path: path.join('.'), title: node.title ?? '', text, isProse }]
}
