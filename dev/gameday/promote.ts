import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..', '..')

/** Milliseconds between two tries, and for all of them: what stands in the way of one is over by then. */
const pause = 2_000
const patience = 120_000

/**
 * Gives the work to the workers of a build, as an operator does who tries again until they have all come up.
 *
 * @throws Error with what the command said last
 */
export async function promote(build: string, env: NodeJS.ProcessEnv): Promise<void> {
  const giveUp = Date.now() + patience
  for (;;) {
    const refused = await tryTo(build, env)
    if (refused === null) return
    if (Date.now() > giveUp)
      throw new Error(`Build ${build} was not promoted in ${patience / 1_000} s: ${refused}`)
    await sleep(pause)
  }
}

/** @returns why not */
async function tryTo(build: string, env: NodeJS.ProcessEnv): Promise<string | null> {
  const args = ['commands/promote.ts', 'build', build]
  return run(process.execPath, args, { env, cwd: root }).then(
    () => null,
    (error: Error & { stderr?: string }) => error.stderr ?? error.message,
  )
}
