import { unsupportedCharacters } from '../../documents/type/characters.ts'
import {
  type Check,
  createText,
  type Draft,
  type Text,
} from '../../inference/checks/reading/draft.ts'
import { placeholderPattern } from '../../pack/identity.ts'

/** A draft of one text, with what it may rest on. */
export function draftOf(text: string, changes: Partial<Draft> = {}): Draft {
  return {
    texts: [textOf('summary', text)],
    task: '',
    row: '',
    grounds: '',
    named: [],
    answers: '',
    instructions: '',
    untrue: [],
    placeholders: ['[[COMPANY]]'],
    unprintable: unsupportedCharacters,
    mustMention: [],
    ...changes,
  }
}

/** A text of an artefact without slots. */
export function textOf(path: string, text: string): Text {
  return createText({ path, text, raw: text, slots: null, told: () => '' })
}

export function faultsOf(check: Check, text: string, changes: Partial<Draft> = {}): string[] {
  return [...check(draftOf(text, changes))]
}

/** A form of ours names contacts, of which a model is not told: it would speak of the firm. */
export function asAModel(form: string, known: readonly string[]): string {
  return form.replace(placeholderPattern, (one) => (known.includes(one) ? one : '[[COMPANY]]'))
}

/** The same JSON with every string replaced. */
export function mapTexts(content: unknown, change: (text: string) => string): unknown {
  if (typeof content === 'string') return change(content)
  if (content === null || typeof content !== 'object') return content
  const entries = Object.entries(content).map(([key, value]) => [key, mapTexts(value, change)])
  return Object.fromEntries(entries)
}
