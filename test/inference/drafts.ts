import { unsupportedCharacters } from '../../documents/type/characters.ts'
import type { Check, Draft } from '../../inference/checks/draft.ts'

/** A draft of one text, with what it may rest on. */
export function draftOf(text: string, changes: Partial<Draft> = {}): Draft {
  return {
    texts: [{ path: 'summary', text }],
    grounds: '',
    system: '',
    placeholders: ['[[COMPANY]]'],
    unprintable: unsupportedCharacters,
    mustMention: [],
    ...changes,
  }
}

export function faultsOf(check: Check, text: string, changes: Partial<Draft> = {}): string[] {
  return [...check(draftOf(text, changes))]
}

/** The same JSON with every string replaced. */
export function mapTexts(content: unknown, change: (text: string) => string): unknown {
  if (typeof content === 'string') return change(content)
  if (content === null || typeof content !== 'object') return content
  const entries = Object.entries(content).map(([key, value]) => [key, mapTexts(value, change)])
  return Object.fromEntries(entries)
}
