import { execFileSync, spawnSync } from 'node:child_process'

/** Debian's own, to which its Python packages belong. */
export const python = '/usr/bin/python3'

/** Something of others that reads what we wrote. */
export interface Need {
  readonly missing: boolean
  /** Names what is missing, and how to get it. */
  readonly title: string
}

/** Tests of a foreign tool are skipped by name without it; where `CI=true` they run, and fail. */
export function needs(tool: string, debianPackages: string): Need {
  return need(tool, spawnSync('which', [tool]).status === 0, debianPackages)
}

/** As `needs`, for a module of Debian's Python. */
export function needsPython(module: string, debianPackages: string): Need {
  const found = spawnSync(python, ['-c', `import ${module}`]).status === 0
  return need(module, found, debianPackages)
}

function need(name: string, found: boolean, debianPackages: string): Need {
  const skips = !found && process.env['CI'] !== 'true'
  const what = skips ? 'skipped' : 'missing'
  const note = found ? '' : ` (${what}; to run it: apt-get install ${debianPackages})`
  return { missing: skips, title: name + note }
}

/** What a program prints; its error is in the words of the program. */
export function run(command: string, args: readonly string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', stdio: 'pipe', maxBuffer: 1 << 28 })
}
