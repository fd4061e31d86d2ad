import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'

const folder = join(import.meta.dirname, '..', '.local', 'bin')

export const goInstallLine = 'install Go 1.24 or newer (https://go.dev/dl)'

interface GoProgram {
  /** What its file is called here. */
  readonly name: string
  /** Where Go finds its source. */
  readonly module: string
  readonly version: string
}

/** The file of a program that this checkout builds with Go, when it is not there yet. */
export function goProgram({ name, module, version }: GoProgram) {
  const file = join(folder, `${name}-${version}`)
  return {
    file,
    /** @returns false where it is not there and Go is absent */
    async prepare(): Promise<boolean> {
      if (existsSync(file)) return true
      const run = promisify(execFile)
      const hasGo = await run('go', ['version']).then(
        () => true,
        () => false,
      )
      if (!hasGo) return false
      const building = join(folder, `building-${name}-${process.pid}`)
      mkdirSync(building, { recursive: true })
      const env = { ...process.env, GOBIN: building }
      await run('go', ['install', `${module}@${version}`], { env })
      renameSync(join(building, basename(module)), file)
      rmSync(building, { recursive: true })
      return true
    },
  }
}
