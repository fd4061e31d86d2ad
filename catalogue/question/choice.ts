import { z } from 'zod'
import { shortList } from './list.ts'
import { about, type Question, question } from './question.ts'

type Labels<Id extends string> = Readonly<Record<Id, string>>

function idsOf<Id extends string>(labels: Labels<Id>): [Id, ...Id[]] {
  return Object.keys(labels) as [Id, ...Id[]]
}

/** One of the labelled values. */
export function choice<Id extends string>(labels: Labels<Id>, meta: Question) {
  const error = about(meta.title, 'please choose one of the answers offered.')
  return z.enum(idsOf(labels), { error }).meta(question({ ...meta, labels }))
}

export function optionalChoice<Id extends string>(labels: Labels<Id>, meta: Question) {
  return choice(labels, meta)
    .optional()
    .meta(question({ ...meta, labels }))
}

/** Any number of the labelled values, each once, in the order of the labels. */
export function choices<Id extends string>(labels: Labels<Id>, meta: Question) {
  return several(labels, meta)
    .default([])
    .meta(question({ ...meta, labels }))
}

/** The same, but at least one. */
export function someChoices<Id extends string>(labels: Labels<Id>, meta: Question) {
  const least = about(meta.title, 'please choose at least one.')
  return several(labels, meta, (list) => list.min(1, least)).meta(question({ ...meta, labels }))
}

function several<Id extends string>(
  labels: Labels<Id>,
  { title }: Question,
  bounded = (list: z.ZodArray<z.ZodType<Id>>) => list,
) {
  const ids = idsOf(labels)
  const error = about(title, 'please choose from the answers offered.')
  const list = z
    .array(z.enum(ids, { error }) as z.ZodType<Id>, { error })
    .overwrite((chosen) => ids.filter((id) => chosen.includes(id)))
  return shortList(bounded(list), ids.length, about(title, 'please choose each answer once.'))
}

/** Not sure counts as no: what nobody is sure of has to be looked at. */
export const yesNo = { yes: 'Yes', no: 'No, or not sure' }
