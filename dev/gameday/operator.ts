import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..', '..')

/** Milliseconds between two tries, and for all of them: what stands in the way of one is over by then. */
const pause = 2_000
const patience = 120_000

/** Who does it and why, as two of the commands take it. */
export const signed = ['--reason', 'the game day', '--by', 'gameday'] as const

/**
 * Has a command done, as an operator does who tries again until it is.
 *
 * @param command in `commands/`, without its ending
 * @param isDone whether it refuses because the try before was done after all, and its answer lost
 * @throws Error with what it said last
 */
export async function operate(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  isDone: (refused: string) => boolean = () => false,
): Promise<void> {
  const giveUp = Date.now() + patience
  for (;;) {
    const refused = await tryTo(command, args, env)
    if (refused === null || isDone(refused)) return
    if (Date.now() > giveUp)
      throw new Error(
        `npm run ${command} -- ${args.join(' ')} was not done in ${patience / 1_000} s: ${refused}`,
      )
    await sleep(pause)
  }
}

/** @returns why not */
async function tryTo(command: string, args: readonly string[], env: NodeJS.ProcessEnv) {
  const program = join('commands', `${command}.ts`)
  return run(process.execPath, [program, ...args], { env, cwd: root }).then(
    () => null,
    (error: Error & { stderr?: string }) => error.stderr ?? error.message,
  )
}
