/** Is this as long as the prompt wants it? */
type Fits = (answer: unknown) => boolean

/**
 * A writer that changes only what a complaint says, for measuring whether complaints help: it knows
 * the wanted lengths, but neither the label of the answer nor the checks, and writes nothing of its own.
 */
export function rewritten(answer: unknown, complaints: readonly string[], fits: Fits): unknown {
  return complaints.reduce((text, complaint) => obeyed(text, complaint, fits), answer)
}

function obeyed(answer: unknown, complaint: string, fits: Fits): unknown {
  const [, path = '', request = complaint] = /^([\w.-]+): (.*)$/s.exec(complaint) ?? []
  const changed = (change: (text: string) => string) => changedAt(answer, path.split('.'), change)
  const shorter = changed((text) => edited(text, request, withoutSentences))
  return fits(shorter) ? shorter : changed((text) => edited(text, request, withoutWords))
}

/** The same JSON with the text at a path changed, where there is one. */
function changedAt(
  value: unknown,
  [key, ...rest]: readonly string[],
  change: (text: string) => string,
): unknown {
  if (typeof value === 'string') return key === undefined ? change(value) : value
  if (key === undefined || value === null || typeof value !== 'object') return value
  if (!(key in value)) return value
  return { ...value, [key]: changedAt((value as Record<string, unknown>)[key], rest, change) }
}

type Remove = (text: string, phrase: string) => string

function edited(text: string, request: string, remove: Remove): string {
  if (request === 'remove Markdown') return unmarked(text)
  if (request.startsWith('remove line breaks')) return unmarked(text).replace(/\s+/g, ' ').trim()
  const most = /\bat most (\d+) characters/.exec(request)?.[1]
  if (most !== undefined) return shortened(text, Number(most))
  const [, slot = '', name] = /^write (\[\[\w+\]\]) where “([^”]+)” stands/.exec(request) ?? []
  if (name !== undefined) return text.replaceAll(name, slot)
  const example = /^put \[\[.* as in “([^”]+)”/.exec(request)?.[1]
  if (example !== undefined) return `${text} ${example}`
  const phrase = /["“]([^"”]+)["”]/.exec(request)?.[1] ?? /\[\[\w*\]\]/.exec(request)?.[0]
  return phrase === undefined ? text : remove(text, phrase)
}

function unmarked(text: string): string {
  return text.replace(/\*\*|__|`/g, '').replace(/^\s*(?:#{1,6}|[-*+]|\d+[.)])\s+/gm, '')
}

function withoutSentences(text: string, phrase: string): string {
  const has = (part: string) => part.toLowerCase().includes(phrase.toLowerCase())
  return sentences(text)
    .filter((sentence) => !has(sentence))
    .join(' ')
}

/** For where the text would be too short without its sentence. */
function withoutWords(text: string, phrase: string): string {
  const [sentence] = sentences(text).filter((one) => one.includes(phrase))
  const rest = text.split(phrase).join('').replace(/ {2,}/g, ' ').trim()
  if (sentence === undefined || !sentence.startsWith(phrase)) return rest
  return rest.charAt(0).toUpperCase() + rest.slice(1)
}

function shortened(text: string, most: number): string {
  const kept = sentences(text)
  while (kept.length > 1 && kept.join(' ').length > most) kept.pop()
  return kept.join(' ')
}

function sentences(text: string): string[] {
  return text.split(/(?<=(?<!\b(?:Arts?|s))[.!?]["”’)]?) (?=\S)/)
}
