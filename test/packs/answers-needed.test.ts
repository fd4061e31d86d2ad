import { describe, expect, test } from 'vitest'
import { type Field, fieldsOf } from '../../api/form-fields.ts'
import type { Condition } from '../../catalogue/question/condition.ts'
import type { Answers } from '../../pack/order.ts'
import { changed } from './changed.ts'
import { packs } from './firms.ts'

/** The questions below a path that need an answer under a condition. */
function conditional(fields: readonly Field[], prefix = ''): (Field & { path: string })[] {
  return fields.flatMap((field) => {
    const path = prefix + field.name
    const own = field.question.neededWhen ? [{ ...field, path }] : []
    return field.kind === 'group' ? [...own, ...conditional(field.fields, `${path}.`)] : own
  })
}

function answered(answers: Answers, conditions: readonly Condition[], fields: readonly Field[]) {
  return conditions.reduce((given, { question, is }) => {
    const [group, name] = question.split('.')
    const parent = fields.find((field) => field.name === group)
    const inside = parent?.kind === 'group' ? parent.fields : []
    const several = inside.find((field) => field.name === name)?.kind === 'choices'
    return changed(given, question, several ? [is[0]] : is[0])
  }, answers)
}

/** A pack may ask nothing under a condition. */
const asking = packs.filter(({ pack }) => conditional(fieldsOf(pack.questionnaire)).length > 0)

describe.each(asking)('the questions of $id that need an answer under a condition', (one) => {
  const { questionnaire } = one.pack
  const fields = fieldsOf(questionnaire)
  const messages = (answers: Answers) =>
    questionnaire.safeParse(answers).error?.issues.map(({ message }) => message) ?? []

  test.each(conditional(fields))('$path is missed beside any other mistake', (field) => {
    const { when = [], missing = '' } = field.question.neededWhen ?? {}
    const blank = changed(one.main.answers, field.path, undefined)
    const due = answered(blank, when, fields)
    expect(messages(due)).toContain(missing)
    const groups = Object.keys(due).filter((name) => !field.path.startsWith(`${name}.`))
    const bystander = groups.find((name) => !when.some((c) => c.question.startsWith(`${name}.`)))
    expect(messages({ ...due, [bystander ?? '']: 'wrong' })).toContain(missing)
    expect(messages({ ...due, nobodyAsked: 1 })).toContain(missing)
    for (const { question } of when)
      expect(messages(changed(due, question, undefined))).not.toContain(missing)
    expect(missing.startsWith(field.question.title)).toBe(true)
  })

  test.each(conditional(fields))('$path is asked in the group that says when', (field) => {
    const { askedWhen, neededWhen } = field.question
    expect(neededWhen?.when).toContainEqual(askedWhen)
  })
})
