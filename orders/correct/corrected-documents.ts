import type { CorrectedDocument } from '../../pack/correction.ts'
import type { FrozenOrder } from '../../pack/order.ts'
import type { Composition } from '../../pack/release.ts'
import { firstComposition } from '../release/sections.ts'
import { own } from '../release/unbuildable.ts'

interface Page {
  /** A hash of all that its bytes depend on. */
  readonly key: string
  readonly format: string
  readonly printable: { readonly title: string }
  readonly record: { readonly document: string | null }
}

export type Compose = (
  order: FrozenOrder,
  composition: Composition,
) => Promise<{ readonly documents: readonly Page[] }>

/**
 * The documents that the answers of `now` make others, whatever a model has written: their standard
 * forms are held against each other.
 */
export async function correctedDocuments(
  compose: Compose,
  before: FrozenOrder,
  now: FrozenOrder,
): Promise<CorrectedDocument[]> {
  const after = await formsOf(compose, now)
  // A pack that could not be built has nothing that could be the same.
  const was = await formsOf(compose, before).catch(() => null)
  const changed = after.flatMap((form) => {
    const old = was?.find(({ id }) => id === form.id)
    if (old?.key === form.key) return []
    const became = was === null || old !== undefined ? 'changed' : 'added'
    return [named(form, became)]
  })
  const removed = (was ?? []).filter(({ id }) => !after.some((form) => form.id === id))
  return [...changed, ...removed.map((form) => named(form, 'removed'))]
}

interface Form extends Omit<CorrectedDocument, 'became'> {
  readonly key: string
}

async function formsOf(compose: Compose, order: FrozenOrder): Promise<Form[]> {
  const { documents } = await own(order.id, compose(order, firstComposition(order)))
  return documents.flatMap(({ key, format, printable, record }) =>
    record.document !== null && format === 'pdf'
      ? [{ id: record.document, title: printable.title, key }]
      : [],
  )
}

function named({ key: _, ...form }: Form, became: CorrectedDocument['became']): CorrectedDocument {
  return { ...form, became }
}
