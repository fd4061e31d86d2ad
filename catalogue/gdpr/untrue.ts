import type { View } from '../../pack/artefact.ts'
import type { Unwanted } from '../../pack/unwanted.ts'
import { deniedFlags, inventedFlags } from './untrue/flags.ts'
import { measureClaims } from './untrue/measures.ts'
import { outcomes } from './untrue/outcomes.ts'
import { rowClaims } from './untrue/rows.ts'
import { gdprView } from './view-schema.ts'

/** Statements that contradict the view of the firm, and outcomes that are the firm's to decide. */
export function untrueOf(view: View, artefact: string, row: string): Unwanted[] {
  const firm = gdprView(view)
  return [
    ...measureClaims(firm, artefact),
    ...deniedFlags(firm),
    ...inventedFlags(firm),
    ...rowClaims(firm, artefact, row),
    ...outcomes(artefact),
  ]
}
