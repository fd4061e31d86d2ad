import type { Check } from '../reading/draft.ts'

/** A text that names nothing of its subject is about something else. */
export const mention: Check = ({ texts, mustMention }) => {
  if (mustMention.length === 0) return []
  const all = texts.map(({ text }) => text.toLowerCase()).join('\n')
  const named = mustMention.some((word) => all.includes(word.toLowerCase()))
  return named ? [] : [`name at least one of: ${mustMention.join('; ')}`]
}
