import type { Manifest } from '../../documents/manifest-schema.ts'
import { mainFirm, orderOf } from '../packs/firms.ts'
import { firstRelease, laterRelease, type Made, makePack } from './rig.ts'
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

/** The main firm's v1, and its v2 with texts for three artefacts. */
export async function mainReleases(): Promise<{ first: Opened; second: Opened }> {
  const order = orderOf(mainFirm.answers)
  const first = await makePack(order, firstRelease(order))
  const written = ['notice-section', 'risk-plan', 'processing-descriptions']
  const second = await makePack(order, laterRelease(order, written), first.rendered)
  return { first: await open(first), second: await open(second) }
}
