import { z } from 'zod'
import { type Question, question } from './question.ts'

type Labels<Id extends string> = Readonly<Record<Id, string>>

function idsOf<Id extends string>(labels: Labels<Id>): [Id, ...Id[]] {
  return Object.keys(labels) as [Id, ...Id[]]
}

/** One of the labelled values. */
export function choice<Id extends string>(labels: Labels<Id>, meta: Question) {
  const error = `${meta.title}: please choose one of the answers offered.`
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
  const least = several(labels, meta).min(1, `${meta.title}: please choose at least one.`)
  return least.meta(question({ ...meta, labels }))
}

function several<Id extends string>(labels: Labels<Id>, { title }: Question) {
  const ids = idsOf(labels)
  const error = `${title}: please choose from the answers offered.`
  return z
    .array(z.enum(ids, { error }), { error })
    .overwrite((chosen) => ids.filter((id) => chosen.includes(id)))
}

/** Not sure counts as no: what nobody is sure of has to be looked at. */
export const yesNo = { yes: 'Yes', no: 'No, or not sure' }
