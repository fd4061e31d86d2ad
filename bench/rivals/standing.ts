import type { Bench } from '../benchmark.ts'
import { median } from '../statistics.ts'
import { cpuOfDescendants } from './processor-time.ts'
import type { Rival } from './rival.ts'

const warmUps = 2
const rounds = 5

/** Medians over the rounds, all documents together. */
export interface Standing {
  readonly rival: Rival
  /** Milliseconds. */
  readonly cpu: number
  readonly clock: number
  /** Its CPU over that of the first rival in the same round. */
  readonly factor: number
  readonly pages: number
}

/**
 * Has each rival render in turn, round after round: what else the machine does falls on all alike.
 *
 * @param check reads back what a rival made and counts its pages; throws when text is missing
 */
export async function compared(
  rivals: readonly Rival[],
  check: (pdfs: readonly Uint8Array[]) => number,
  say: Bench['say'],
  signal: AbortSignal,
): Promise<Standing[]> {
  const runs: Run[][] = rivals.map(() => [])
  for (let i = 1 - warmUps; i <= rounds; i++) {
    for (const [index, rival] of rivals.entries()) {
      signal.throwIfAborted()
      const run = await timed(rival)
      if (i > 0) runs[index]!.push({ ...run, pages: checked(rival, run.pdfs, check) })
    }
    if (i > 0) say(`${i} of ${rounds} rounds of ${rivals.length} renderers`)
  }
  return rivals.map((rival, index) => standingOf(rival, runs[index]!, runs[0]!))
}

interface Run {
  readonly cpu: number
  readonly clock: number
  readonly pages: number
}

async function timed(rival: Rival) {
  const [started, before] = [performance.now(), cpuOf(rival)]
  const pdfs = await rival.render()
  return { pdfs, clock: performance.now() - started, cpu: cpuOf(rival) - before }
}

/** Milliseconds so far of this process, and of those that it started where the rival works there. */
function cpuOf({ works }: Rival): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000 + (works === 'outside' ? cpuOfDescendants() : 0)
}

function checked(
  { name }: Rival,
  pdfs: readonly Uint8Array[],
  check: (pdfs: readonly Uint8Array[]) => number,
): number {
  try {
    return check(pdfs)
  } catch (cause) {
    throw new Error(`What ${name} made cannot be compared: ${(cause as Error).message}`, { cause })
  }
}

function standingOf(rival: Rival, runs: readonly Run[], first: readonly Run[]): Standing {
  return {
    rival,
    cpu: median(runs.map(({ cpu }) => cpu)),
    clock: median(runs.map(({ clock }) => clock)),
    factor: median(runs.map(({ cpu }, round) => cpu / first[round]!.cpu)),
    pages: runs[0]!.pages,
  }
}
