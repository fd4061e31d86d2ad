import { packOf } from '../../catalogue/catalogue.ts'
import { staticForm } from '../../fallbacks/static-form.ts'
import { textsOf } from '../../inference/checks/reading/draft.ts'
import { sentencesOf } from '../../inference/checks/reading/words.ts'
import { type Assignment, assignmentFor } from '../../inference/job/assignment.ts'
import type { Exchange } from '../../inference/job/exchange.ts'
import { standardSettings } from '../../inference/settings/settings.ts'
import { citationsOf } from '../../orders/page/citations.ts'
import { seenAs } from '../../orders/review/decide-review.ts'
import { revealAll } from '../../pack/identity.ts'
import type { PartKey, Written } from '../../pack/outcome.ts'
import type { ReviewSheet, SheetText } from '../../pack/reading.ts'
import { filled, slotsAt } from '../../pack/slots.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import type { ReviewText } from '../../store/calls/reviews.ts'
import type { Site } from '../site.ts'

type Ports = Pick<Site, 'orders' | 'reviews' | 'callLog' | 'database'>

export function createSheets({ orders, reviews, callLog, database }: Ports) {
  /** Undefined: it is not to be read. */
  return async (key: PartKey): Promise<ReviewSheet | undefined> => {
    const found = await reviews.find(key)
    const order = found && (await orders.asOf(key.order, key.revision ?? 1))
    const assignment = order && assignmentFor({ ...key, order }, asWritten(found.text))
    if (found === undefined || order === undefined || !assignment) return undefined
    const { review, text } = found
    const { content, ...told } = text
    return {
      review,
      seen: seenAs(content),
      title: titleOf(assignment, key.part),
      texts: textsIn(found, order, assignment),
      prompt: (await exactPrompt(key, text)) ?? { ...assignment.prompt, isExact: false },
      evidence: citationsOf(order, key.artefact),
      text: told,
    }
  }

  /** Null: another firm's order had it written, or it is no longer kept. */
  async function exactPrompt(
    key: PartKey,
    { source, tier }: Written,
  ): Promise<ReviewSheet['prompt'] | null> {
    const kept = source === 'model' ? await callLog.writing(key, tier) : undefined
    if (!kept?.sealed || !kept.wrapped) return null
    const said = database.vault.open(key.order, kept.wrapped, kept.attempt, kept.sealed)
    const [system, user] = (said as Exchange).messages
    return { system: system?.content ?? '', user: user?.content ?? '', isExact: true }
  }
}

/** Told as its writer was. */
export function asWritten({ promptVersion: prompt, knowledge = '' }: Written) {
  return { ...standardSettings, prompt, knowledge }
}

function titleOf({ artefact }: Assignment, part: string): string {
  return part === '' ? artefact.title : `${artefact.title}: ${part}`
}

function textsIn({ text }: ReviewText, order: StoredOrder, assignment: Assignment): SheetText[] {
  const { identity } = assignment
  const slots = assignment.slots ?? {}
  const doubts = new Set(text.doubts ?? [])
  const standard = new Map(
    textsOf('', standardOf(order, assignment)).map(({ path, text }) => [path, text]),
  )
  let sentence = 0
  return textsOf('', text.content).map(({ path, text: raw }) => {
    const sentences = sentencesOf(raw).map((said) => ({ said, at: sentence++ }))
    return {
      path,
      raw,
      shown: revealAll(filled(raw, slots, path), identity),
      standard: standard.get(path) ?? '',
      doubted: sentences.filter(({ at }) => doubts.has(at)).map(({ said }) => said),
      slots: slotsAt(slots, path).filter(({ placeholder }) => raw.includes(placeholder)),
    }
  })
}

/** Undefined where it has no standard form. */
function standardOf(order: StoredOrder, { artefact, row }: Assignment): unknown {
  const pack = packOf(order.pack)
  if (pack === undefined || artefact.onFailure === 'refuse') return undefined
  return staticForm(pack, artefact, row, pack.view(order))
}
