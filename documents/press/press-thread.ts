import { readlinkSync } from 'node:fs'
import { platform, setPriority } from 'node:os'
import { basename } from 'node:path'
import { Piscina } from 'piscina'
import { packOf } from '../../catalogue/catalogue.ts'
import type { PackDefinition } from '../../catalogue/definition.ts'
import type { FrozenOrder } from '../../pack/order.ts'
import type { Composition } from '../../pack/release.ts'
import { type BoundPack, bindPack, type Rendered } from '../bundle/bind.ts'
import { composePack, type PackText } from '../compose/compose.ts'
import type { PackDocument } from '../compose/files.ts'
import { renderDocument } from '../render.ts'
import { makeSample } from './sample.ts'

yieldCores()

/** On Linux a thread has a priority of its own; elsewhere all threads stay equal. */
function yieldCores(): void {
  const { niceness } = Piscina.workerData as { niceness: number }
  if (niceness === 0 || platform() !== 'linux') return
  setPriority(Number(basename(readlinkSync('/proc/thread-self'))), niceness)
}

/** The jobs of a press thread; each takes plain values and gives plain values back. */

export function compose(job: { order: FrozenOrder; composition: Composition }): PackText {
  return composePack(definitionOf(job.order), job.order, job.composition)
}

export function render(job: { document: PackDocument }): Promise<Uint8Array> {
  return renderDocument(job.document)
}

export function bind(job: {
  order: FrozenOrder
  composition: Composition
  text: PackText
  rendered: Rendered
  seed: string
}): Promise<BoundPack> {
  const { order, composition, text, rendered, seed } = job
  return bindPack(definitionOf(order), order, composition, text, rendered, seed)
}

/** Nothing: that a thread is there is all. */
export function wake(_job: null): void {}

export function sample(job: { order: FrozenOrder; seed: string }): Promise<BoundPack> {
  return makeSample(definitionOf(job.order), job.order, job.seed)
}

function definitionOf({ pack }: FrozenOrder): PackDefinition {
  const definition = packOf(pack)
  if (!definition) throw new Error(`There is no pack "${pack}" in the catalogue.`)
  return definition
}
