import type { Manifest } from '../../documents/manifest-schema.ts'
import type { Made } from './rig.ts'
import { type ReadEntry, readZip } from './zip-reader.ts'

/** A pack as whoever unpacks it sees it. */
export interface Opened {
  readonly made: Made
  readonly entries: readonly ReadEntry[]
  readonly manifest: Manifest
  readonly fileOf: (path: string) => Buffer
}

export async function open(made: Made): Promise<Opened> {
  const entries = await readZip(made.zip)
  const fileOf = (path: string) => {
    const entry = entries.find((it) => it.path === `${made.text.folder}/${path}`)
    if (!entry) throw new Error(`The zip has no ${path}.`)
    return entry.bytes
  }
  return { made, entries, fileOf, manifest: JSON.parse(fileOf('manifest.json').toString()) }
}
