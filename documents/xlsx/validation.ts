import { element, nothing, text, type Xml } from '../ooxml/xml.ts'
import { part } from './cell.ts'
import type { Choices } from './choices.ts'
import type { Column } from './register.ts'

/** Excel's limit for the title of a hint. */
const longestTitle = 32

/** What a column takes and, in words, what it asks for and what was wrong. */
interface Rule {
  readonly condition: { readonly type: string; readonly operator?: string }
  readonly formula: string
  readonly prompt: string
  readonly error: string
}

const atLeast = 'greaterThanOrEqual'

const date: Rule = {
  condition: { type: 'date', operator: atLeast },
  // The first day that a workbook knows: 1 January 1900.
  formula: '1',
  // Excel reads year-month-day in every country.
  prompt: 'A date, for example 2026-11-21.',
  error: 'This column holds dates. Write year-month-day, for example 2026-11-21.',
}

const number: Rule = {
  condition: { type: 'whole', operator: atLeast },
  formula: '0',
  prompt: 'A whole number, 0 or more.',
  error: 'This column holds whole numbers. Write 0 or more, in figures alone.',
}

function choice(formula: string): Rule {
  return {
    condition: { type: 'list' },
    formula,
    prompt: 'Choose one from the list.',
    error: 'This column takes what its list offers. Choose one with the arrow beside the cell.',
  }
}

function ruleOf(type: Column['type'], choices: Choices): Rule | null {
  if (type === 'text') return null
  if (type === 'date') return date
  return type === 'number' ? number : choice(choices.source(type))
}

/**
 * What each column of a sheet takes, below its head.
 * @param rows below the head
 */
export function validations(columns: readonly Column[], rows: number, choices: Choices): Xml {
  const checked = columns.flatMap(({ head, type }, column) => {
    const rule = ruleOf(type, choices)
    return rule ? [validation(rule, shortened(head), part(column, 1, rows))] : []
  })
  if (checked.length === 0) return nothing
  return element('dataValidations', { count: checked.length }, ...checked)
}

function validation(
  { condition, formula, prompt, error }: Rule,
  title: string,
  cells: string,
): Xml {
  const attributes = {
    ...condition,
    allowBlank: 1,
    showInputMessage: 1,
    showErrorMessage: 1,
    errorTitle: title,
    error,
    promptTitle: title,
    prompt,
    sqref: cells,
  }
  return element('dataValidation', attributes, element('formula1', {}, text(formula)))
}

function shortened(head: string): string {
  return head.length <= longestTitle ? head : `${head.slice(0, longestTitle - 2)} …`
}
