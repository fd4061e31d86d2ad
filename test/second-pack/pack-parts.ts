import type { ArtefactDefinition, PackDefinition } from '../../catalogue/definition.ts'
import { intoSlots } from '../../commands/eval/into-slots.ts'
import { unsupportedCharacters } from '../../documents/type/characters.ts'
import { staticForm } from '../../fallbacks/static-form.ts'
import { checkAnswer } from '../../inference/checks/check-answer.ts'
import { assignmentFor } from '../../inference/job/assignment.ts'
import type { ArtefactRow } from '../../pack/artefact.ts'
import { mask } from '../../pack/identity.ts'
import type { FrozenOrder } from '../../pack/order.ts'
import { asAModel, mapTexts } from '../inference/drafts.ts'

/** An artefact, or one row of it, that can be written and has a static form. */
export interface Part {
  readonly order: FrozenOrder
  readonly artefact: ArtefactDefinition
  readonly part: string
  /** `risk-narratives/passwords`. */
  readonly name: string
  readonly prompt: string
  /** The static form with placeholders, as if a model had written it. */
  readonly content: unknown
  /** What our checks find wrong with that, its schema among them. */
  readonly faults: readonly string[]
}

export function partsOf(pack: PackDefinition, order: FrozenOrder): Part[] {
  const view = pack.view(order)
  return withStaticForm(pack).flatMap((artefact) =>
    (artefact.rows?.(view) ?? [null]).map((row) => partOf(pack, order, artefact, row)),
  )
}

function partOf(
  pack: PackDefinition,
  order: FrozenOrder,
  artefact: ArtefactDefinition,
  row: ArtefactRow | null,
): Part {
  const view = pack.view(order)
  const part = row?.id ?? ''
  const name = [artefact.id, ...(row ? [part] : [])].join('/')
  const assignment = assignmentFor({ order, artefact: artefact.id, part })
  if (assignment === null) throw new Error(`Nobody can be asked to write ${name}.`)
  const identity = pack.identity(view)
  const form = mapTexts(staticForm(pack, artefact, row, view), (text) =>
    asAModel(mask(text, identity), assignment.prompt.placeholders),
  )
  const content = intoSlots(form, assignment.slots ?? {})
  const verdict = checkAnswer(JSON.stringify(content), assignment, unsupportedCharacters)
  const faults = verdict.failure === null ? [] : [verdict.failure, ...verdict.faults]
  return { order, artefact, part, name, prompt: assignment.prompt.user, content, faults }
}

function withStaticForm({ artefacts }: PackDefinition): ArtefactDefinition[] {
  return artefacts.filter(({ onFailure }) => onFailure === 'static')
}
