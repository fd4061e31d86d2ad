import { z } from 'zod'
import type { Question } from '../catalogue/question/question.ts'

/** A question as a form asks it. */
export type Field = FieldBase & Control

interface FieldBase {
  /** The key in its object; the names down to it, joined by dots, are its path. */
  readonly name: string
  readonly question: Question
  /** The key has to be there, if only with an empty list. */
  readonly required: boolean
  /** It has to be answered. */
  readonly needed: boolean
}

export type Control =
  | { readonly kind: 'text'; readonly type: TextType; readonly maxLength: number | null }
  | { readonly kind: 'number'; readonly minimum: number | null; readonly maximum: number | null }
  | { readonly kind: 'yes-no' }
  | { readonly kind: 'choice'; readonly options: readonly Option[] }
  | { readonly kind: 'choices'; readonly options: readonly Option[] }
  | { readonly kind: 'group'; readonly fields: readonly Field[] }
  | { readonly kind: 'rows'; readonly fields: readonly Field[]; readonly maxRows: number }

export type TextType = 'text' | 'email' | 'url' | 'date'

export interface Option {
  readonly value: string
  readonly label: string
}

/** What we read of the JSON Schema that zod makes; the questionnaire's own words ride along. */
interface Node extends Partial<Question> {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Node>>
  readonly required?: readonly string[]
  readonly items?: Node
  readonly enum?: readonly string[]
  readonly format?: string
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly minimum?: number
  readonly maximum?: number
}

const known = new WeakMap<z.ZodObject, readonly Field[]>()

/**
 * The questionnaire as a form's fields. It goes through the published JSON Schema, so that the form
 * and `questions.json` cannot differ, and optional, default and transformed schemas need no rules.
 */
export function fieldsOf(questionnaire: z.ZodObject): readonly Field[] {
  const fields = known.get(questionnaire) ?? properties(schemaOf(questionnaire))
  known.set(questionnaire, fields)
  return fields
}

function schemaOf(questionnaire: z.ZodObject): Node {
  return z.toJSONSchema(questionnaire, { io: 'input' }) as unknown as Node
}

function properties(node: Node): Field[] {
  const required = node.required ?? []
  return Object.entries(node.properties ?? {}).map(([name, child]) => ({
    name,
    question: { ...child, title: child.title ?? '' },
    required: required.includes(name),
    needed: required.includes(name) && (child.type !== 'array' || (child.minItems ?? 0) > 0),
    ...controlOf(name, child),
  }))
}

function controlOf(name: string, node: Node): Control {
  if (node.enum) return { kind: 'choice', options: optionsOf(node, node) }
  if (node.type === 'string') return textOf(node)
  if (node.type === 'boolean') return { kind: 'yes-no' }
  if (node.type === 'number' || node.type === 'integer') return numberOf(node)
  if (node.type === 'object') return { kind: 'group', fields: properties(node) }
  if (node.type === 'array' && node.items?.enum)
    return { kind: 'choices', options: optionsOf(node.items, node) }
  if (node.type === 'array' && node.items?.type === 'object')
    return { kind: 'rows', fields: properties(node.items), maxRows: node.maxItems ?? 12 }
  throw new Error(
    `The form cannot ask "${name}": it knows text, numbers, yes or no, choices, groups and rows.`,
  )
}

const textTypes: Readonly<Record<string, TextType>> = {
  email: 'email',
  'idn-email': 'email',
  uri: 'url',
  date: 'date',
}

function textOf(node: Node): Control {
  const type = textTypes[node.format ?? ''] ?? 'text'
  return { kind: 'text', type, maxLength: node.maxLength ?? null }
}

function numberOf({ minimum, maximum }: Node): Control {
  const bound = (value: number | undefined) => (Number.isSafeInteger(value) ? value : undefined)
  return { kind: 'number', minimum: bound(minimum) ?? null, maximum: bound(maximum) ?? null }
}

function optionsOf(values: Node, labelled: Node): Option[] {
  const labels = labelled.labels ?? values.labels ?? {}
  return (values.enum ?? []).map((value) => ({ value, label: labels[value] ?? value }))
}
