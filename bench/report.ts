import { type Aim, type Figure, isMet } from './benchmark.ts'

/** What became of one benchmark. */
export interface Entry {
  readonly name: string
  readonly figures?: readonly Figure[]
  readonly skipped?: string
  readonly error?: string
}

/** The JSON object of `--json`. */
export function reportOf(entries: readonly Entry[], cores: number) {
  return {
    node: process.version,
    cores,
    benchmarks: entries.map(({ figures, ...entry }) => ({
      ...entry,
      ...(figures && { figures: figures.map((figure) => ({ ...figure, met: isMet(figure) })) }),
    })),
  }
}

/** A line for each figure with its aim, what was measured and whether it is met; details below it. */
export function tableOf(entries: readonly Entry[]): string {
  return [line('Figure', 'Aim', 'Measured', ''), ...entries.flatMap(rows)].join('\n')
}

function rows({ name, figures = [], skipped, error }: Entry): string[] {
  if (skipped !== undefined) return ['', line(name, '', 'skipped', ''), indented(skipped)]
  if (error !== undefined) return ['', line(name, '', 'failed', ''), indented(error)]
  return figures.flatMap((figure) => [
    '',
    line(
      figure.figure,
      aimOf(figure.aim),
      `${figure.measured} ${figure.unit}`.trim(),
      isMet(figure) ? 'met' : 'not met',
    ),
    ...Object.entries(figure.detail).map(([what, value]) => indented(`${what}: ${value}`)),
    indented(`Leaves out ${figure.leavesOut}`),
  ])
}

function line(figure: string, aim: string, measured: string, met: string): string {
  return [figure.padEnd(74), aim.padEnd(8), measured.padEnd(16), met].join(' ').trimEnd()
}

function indented(text: string): string {
  return `    ${text}`
}

function aimOf(aim: Aim): string {
  return 'atLeast' in aim ? `≥ ${aim.atLeast}` : `≤ ${aim.atMost}`
}
