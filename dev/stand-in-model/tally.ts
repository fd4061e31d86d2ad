export interface Stats {
  /** Chat completions that reached the engine. */
  readonly calls: number
  /** By the name of the wanted shape. */
  readonly byArtefact: Readonly<Record<string, number>>
  /** By `X-Request-Id` without its random end: `ord_1/notice-section//1/1/4b`. */
  readonly byPart: Readonly<Record<string, number>>
  /** Prompts that were only counted, at `/tokenize`. */
  readonly counted: number
  /** Completions whose caller went away before the answer. */
  readonly abandoned: number
}

export function createTally() {
  const byArtefact: Record<string, number> = {}
  const byPart: Record<string, number> = {}
  let calls = 0
  let abandoned = 0
  let counted = 0
  return {
    called(artefact: string, requestId: string) {
      const part = requestId.replace(/\/[^/]*$/, '')
      calls += 1
      byArtefact[artefact] = (byArtefact[artefact] ?? 0) + 1
      byPart[part] = (byPart[part] ?? 0) + 1
    },
    counted() {
      counted += 1
    },
    abandoned() {
      abandoned += 1
    },
    stats: (): Stats => ({
      calls,
      byArtefact: { ...byArtefact },
      byPart: { ...byPart },
      counted,
      abandoned,
    }),
  }
}
