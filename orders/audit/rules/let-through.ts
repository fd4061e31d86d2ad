import { isDeepStrictEqual } from 'node:util'
import type { Look } from '../../../pack/judgement.ts'
import { stands, type Written } from '../../../pack/outcome.ts'
import { revisionIn } from '../../../pack/release.ts'
import type { Row } from '../../../pack/section.ts'
import type { AuditedOrder, KnownReading, KnownRelease } from '../audited-order.ts'
import type { Moment, Rule } from '../rule.ts'

/** A text that a customer had read was theirs before. */
export const letThrough: Rule = {
  name: 'let-through',
  about: 'delivered, though a judge or a person had not let it pass',
  look(order, moment) {
    const { state, outcomes, readings, releases } = order
    const isLookedAt = outcomes.some(({ outcome }) => outcome.source !== 'none' && hasLook(outcome))
    if (state === 'erased' || (!isLookedAt && readings.length === 0)) return null
    return releases.flatMap((release) =>
      (release.composition?.sections ?? []).flatMap(({ id, rows }) =>
        rows.flatMap((row) => faultOf(order, release, id, row, moment)),
      ),
    )
  },
}

function hasLook({ look, judged, review, reviewed }: Written): boolean {
  return [look, judged, review, reviewed].some((one) => one !== undefined)
}

const why: Readonly<Record<Exclude<Look, 'watched'>, string>> = {
  judge: 'waits for the judge',
  repair: 'was doubted by the judge',
  review: 'waits for a person',
  rejected: 'was rejected',
  unread: 'was read by nobody in time',
}

function faultOf(
  order: AuditedOrder,
  release: KnownRelease,
  artefact: string,
  { part, written }: Row,
  moment: Moment,
): string[] {
  const revision = revisionIn(release)
  const isOfRow = (one: Pick<KnownReading, 'artefact' | 'part' | 'revision'>) =>
    one.artefact === artefact && one.part === part && one.revision === revision
  const records = order.outcomes
    .filter(isOfRow)
    .flatMap(({ outcome }) => (isSame(outcome, written) ? [outcome] : []))
  const readings = order.readings.filter(isOfRow)
  const edited = readings.some(({ before }) => isDeepStrictEqual(before, written?.content))
  const [held] = records
  if (written === null || records.some(stands) || (held === undefined && !edited)) return []
  if (
    readings.some(({ cause }) => cause === 'customer') &&
    !isOver(order, release, readings, moment)
  )
    return []
  const words = held?.look && held.look !== 'watched' ? why[held.look] : 'was replaced by a person'
  const what = [artefact, part].filter(Boolean).join('/')
  return [`release ${release.version}: what it says in ${what} ${words}.`]
}

function isSame(
  outcome: AuditedOrder['outcomes'][number]['outcome'],
  written: Row['written'],
): outcome is Written {
  if (outcome.source === 'none' || written === null) return false
  return outcome.tier === written.tier && isDeepStrictEqual(outcome.content, written.content)
}

/** What was decided about a text that stood has had its consequence: a release without it. */
function isOver(
  { state, releases }: AuditedOrder,
  release: KnownRelease,
  readings: readonly KnownReading[],
  { isPast }: Moment,
): boolean {
  return (
    state === 'complete' && release === releases.at(-1) && readings.every(({ at }) => isPast(at))
  )
}
