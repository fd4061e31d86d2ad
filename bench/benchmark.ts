/** What every benchmark is given. */
export interface Bench {
  /** One line of progress. */
  readonly say: (line: string) => void
  /** Aborted when the run shall end early: a benchmark then throws and stops what it started. */
  readonly signal: AbortSignal
}

export type Aim = { readonly atLeast: number } | { readonly atMost: number }

export interface Figure {
  /** What was measured. */
  readonly figure: string
  readonly aim: Aim
  readonly measured: number
  /** `''` for a ratio. */
  readonly unit: string
  /** What the figure was computed from; keys say what and in which unit. */
  readonly detail: Readonly<Record<string, number | string>>
  /** The run fails when the aim is missed: it is no measure of speed, but of what must be so. */
  readonly isLaw?: boolean
  /** What a reader might think is in the figure, and is not. */
  readonly leavesOut: string
}

/** A sentence: what is absent, and how to install it. */
export interface Skipped {
  readonly skipped: string
}

export type Benchmark = (bench: Bench) => Promise<readonly Figure[] | Skipped>

export function isMet({ aim, measured }: Figure): boolean {
  return 'atLeast' in aim ? measured >= aim.atLeast : measured <= aim.atMost
}
