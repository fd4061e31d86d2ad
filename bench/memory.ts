import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { Bench, Figure } from './benchmark.ts'

const demo = join(import.meta.dirname, '..', 'dev', 'demo.ts')

const toldSchema = z.object({
  state: z.string(),
  releases: z.array(z.object({ version: z.number() })),
  memoryMiB: z.number(),
})

/** Resident memory of the all-in-one process at the end of an order, as the demonstration reports it. */
export async function memory({ signal }: Bench): Promise<readonly Figure[]> {
  const out = mkdtempSync(join(tmpdir(), 'packhorse-bench-'))
  try {
    const args = [demo, '--json', '--out', out]
    const { stdout } = await promisify(execFile)(process.execPath, args, { signal })
    return [figureOf(toldSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')))]
  } finally {
    rmSync(out, { recursive: true })
  }
}

function figureOf({ state, releases, memoryMiB }: z.infer<typeof toldSchema>): Figure {
  return {
    figure: 'memory of the all-in-one process in the demo',
    aim: { atMost: 900 },
    measured: memoryMiB,
    unit: 'MiB',
    detail: { 'releases of the order': releases.length, 'order ended as': state },
    leavesOut:
      'the Temporal server, the test shop and the stand-in models, which run in other processes.',
  }
}
