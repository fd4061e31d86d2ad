import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { committedFiles } from '../../dev/check/committed.ts'

const ours = join(import.meta.dirname, '..', '..')
const fixture = join(import.meta.dirname, 'infosec')

/** What every file of a tree holds, by path. */
export type Tree = ReadonlyMap<string, string>

/** A copy of all that is, or would be, committed, which uses the same packages. */
export function copyTree(): { path: string; holds: Tree } {
  const path = mkdtempSync(join(tmpdir(), 'packhorse-second-pack-'))
  const files = committedFiles(ours)
  for (const file of files) {
    mkdirSync(dirname(join(path, file)), { recursive: true })
    cpSync(join(ours, file), join(path, file))
  }
  symlinkSync(join(ours, 'node_modules'), join(path, 'node_modules'), 'junction')
  return { path, holds: read(path, files) }
}

/** Adds the pack: its files, of which none may be there already, and the line of the catalogue. */
export function addPack(path: string): void {
  cpSync(fixture, path, { recursive: true, force: false, errorOnExist: true })
  const file = join(path, 'catalogue', 'catalogue.ts')
  const catalogue = readFileSync(file, 'utf8')
  const sold = catalogue
    .replace(/^(import .* from '.\/gdpr.ts'\n)/m, `$1${importLine}\n`)
    .replace(/^(export const catalogue: .*[^ ]) \}$/m, '$1, infosec }')
  writeFileSync(file, sold)
}

export const importLine = "import { infosec } from './infosec.ts'"

/** The same files as they are now. */
export function read(path: string, files: Iterable<string>): Tree {
  const holds = (file: string) => readFileSync(join(path, file)).toString('latin1')
  return new Map([...files].map((file) => [file, holds(file)]))
}
