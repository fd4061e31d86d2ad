import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Where the written form of an artefact lies, from the root; null: nobody has written one. */
export function formFileOf(pack: string, artefact: string): string | null {
  const name = `${artefact}.yaml`
  return existsSync(join(import.meta.dirname, pack, name)) ? join('fallbacks', pack, name) : null
}
