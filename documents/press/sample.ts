import { sectionPlans } from '../../catalogue/catalogue.ts'
import type { PackDefinition } from '../../catalogue/definition.ts'
import type { FrozenOrder } from '../../pack/order.ts'
import type { Composition } from '../../pack/release.ts'
import type { Section } from '../../pack/section.ts'
import { type BoundPack, bindPack } from '../bundle/bind.ts'
import { composePack, type PackText } from '../compose/compose.ts'
import type { PackDocument } from '../compose/files.ts'
import { renderDocument } from '../render.ts'
import { watermark } from './watermark.ts'

const words = 'SAMPLE · FICTIONAL FIRM'

/**
 * The pack of a fictional firm, for anybody to look at: what can be read on a page, with standard
 * text throughout and a mark across every page. Files that are made to be edited are not in it.
 */
export async function makeSample(
  definition: PackDefinition,
  order: FrozenOrder,
  seed: string,
): Promise<BoundPack> {
  const composition = standardText(order)
  const text = sampleText(definition, order, composition)
  const marked: Record<string, Uint8Array> = {}
  for (const document of text.documents)
    marked[document.key] = await watermark(await renderDocument(document), words)
  return bindPack(definition, order, composition, text, marked, seed)
}

/** What the catalogue shows pictures of: what is in this pack, not what goes with every pack. */
export function picturedDocuments(
  definition: PackDefinition,
  order: FrozenOrder,
): readonly PackDocument[] {
  return sampleText(definition, order).documents.filter(({ record }) => record.document !== null)
}

/** The words of the sample. */
function sampleText(
  definition: PackDefinition,
  order: FrozenOrder,
  composition = standardText(order),
): PackText {
  const text = composePack(definition, order, composition)
  return { ...text, documents: text.documents.filter(({ format }) => format === 'pdf') }
}

/** Nobody is going to tailor it, so no section says that it may still improve. */
function standardText(order: FrozenOrder): Composition {
  const plans = sectionPlans(order).filter(({ onFailure }) => onFailure === 'static')
  const sections = plans.map(({ id, title, parts }): Section => {
    const rows = parts.map((part) => ({ part, written: null, cause: null }))
    return { id, title, source: 'static', cause: null, rows }
  })
  return { version: 1, datedAt: order.frozenAt, sections }
}
