/** Another question was answered with one of these values. */
export interface Condition {
  /** Its path, such as `place.where`. */
  readonly question: string
  readonly is: readonly string[]
}

/** @param answers right or wrong, as far as there are any */
export function holds({ question, is }: Condition, answers: unknown): boolean {
  return [answerAt(answers, question)].flat().some((value) => is.some((one) => one === value))
}

/** The answer at a path such as `company.legalName` or `systems.0.name`, through own keys only. */
export function answerAt(answers: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => {
    const inside = typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    return inside ? (value as Record<string, unknown>)[key] : undefined
  }, answers)
}
