import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** What a real model server needs of Python, in a virtual environment of its own. */
export interface Recipe {
  /** Of its folder under `.local`. */
  readonly name: string
  /** What is fetched, and how much. */
  readonly fetches: string
  /** Changes whenever what is installed does. */
  readonly version: string
  install(venv: Venv): Promise<void>
}

export interface Venv {
  readonly folder: string
  /** Resolves to what it printed. */
  python(...args: readonly string[]): Promise<string>
  /** Installs wheels; pip tells its own progress. */
  install(...args: readonly string[]): Promise<void>
}

const local = join(import.meta.dirname, '..', '..', '.local')

export const folderOf = ({ name }: Recipe) => join(local, name)

export const programOf = (folder: string, program: string) =>
  process.platform === 'win32'
    ? join(folder, 'Scripts', `${program}.exe`)
    : join(folder, 'bin', program)

const markOf = (recipe: Recipe) => join(folderOf(recipe), 'packhorse-installed')

export function isInstalled(recipe: Recipe): boolean {
  const mark = markOf(recipe)
  return existsSync(mark) && readFileSync(mark, 'utf8') === recipe.version
}

/** Installs it, once for each version; one that was broken off is begun afresh. */
export async function provide(recipe: Recipe, say: (line: string) => void): Promise<string> {
  const folder = folderOf(recipe)
  if (isInstalled(recipe)) return folder
  const python = await findPython()
  say(`Fetching ${recipe.fetches} into ${folder}, once for this checkout …`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(local, { recursive: true })
  await run(python, ['-m', 'venv', folder]).catch((cause: unknown) => {
    throw new Error(
      `${python} cannot make a virtual environment with pip; install them (on Debian: apt-get install python3-venv python3-pip) and try again.`,
      { cause },
    )
  })
  await recipe.install(venvIn(folder))
  writeFileSync(markOf(recipe), recipe.version)
  return folder
}

async function findPython(): Promise<string> {
  for (const name of ['python3', 'python']) {
    const version = await run(name, ['--version']).catch(() => null)
    if (version?.stdout.startsWith('Python 3.')) return name
  }
  throw new Error(
    'A real model server needs Python 3 with pip, and there is none here; install it and try again.',
  )
}

function venvIn(folder: string): Venv {
  const program = programOf(folder, 'python')
  return {
    folder,
    python: async (...args) => (await run(program, args)).stdout,
    async install(...args) {
      const pip = ['-m', 'pip', 'install', '--only-binary', ':all:', ...args]
      const child = spawn(program, pip, { stdio: ['ignore', 'inherit', 'inherit'] })
      const [code] = await once(child, 'exit')
      if (code !== 0)
        throw new Error(
          'pip could not install what the model server needs, and says why above; put that right and try again.',
        )
    },
  }
}
