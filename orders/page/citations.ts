import { packOf } from '../../catalogue/catalogue.ts'
import { citationOf, sourcesBehind } from '../../documents/compose/citations.ts'
import { evidenceFor } from '../../knowledge/cards.ts'
import type { Citation } from '../../pack/citation.ts'
import type { FrozenOrder } from '../../pack/order.ts'

/** What a section of an order rests on, as its documents cite it. */
export function citationsOf(order: FrozenOrder, section: string): readonly Citation[] {
  const pack = packOf(order.pack)
  const artefact = pack?.artefacts.find(({ id }) => id === section)
  if (pack === undefined || artefact === undefined) return []
  const view = pack.view(order)
  return sourcesBehind(pack, evidenceFor(pack, artefact, view), view).map(citationOf)
}
