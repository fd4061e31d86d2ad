import type { Flight } from './flights.ts'

/** For a person: what is said of all of them alike is said once. */
export function linesOf(flights: readonly Flight[]): string[] {
  const [first] = flights
  if (first === undefined) return ['No pack is sold, so no model writes anything.']
  const isAlike = (name: string) => flights.every(({ lines }) => lines[name] === first.lines[name])
  const alike = Object.keys(first.lines).filter(isAlike)
  const each = flights.flatMap(({ operation, lines }) => [
    operation,
    ...shown(
      Object.keys(lines).filter((name) => !alike.includes(name)),
      lines,
    ),
    '',
  ])
  return [...each, 'Of each of them', ...shown(alike, first.lines)]
}

/** `gdpr.briefing: fallback`, for each line that is empty. */
export function emptyLines(flights: readonly Flight[]): string[] {
  return flights.flatMap(({ operation, lines }) =>
    Object.entries(lines).flatMap(([name, said]) => (said === '' ? [`${operation}: ${name}`] : [])),
  )
}

const shown = (names: readonly string[], lines: Flight['lines']) =>
  names.map((name) => `  ${name.padEnd(13)}  ${lines[name] || '– nothing –'}`)
