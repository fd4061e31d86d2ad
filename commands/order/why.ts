import type { Look } from '../../pack/judgement.ts'
import { neverCalled, stepsInWords, triedIn } from '../../pack/tried.ts'
import type { TriedStep, Why } from '../../store/calls/why.ts'

/** Why a text is as it is, a line for each thing that was tried. */
export function describeWhy({ artefact, part, standing, tried }: Why): string[] {
  const title = [artefact, part].filter(Boolean).join(' ')
  return [`${title}: ${standingOf(standing)}`, ...tried.flatMap(describeStep)]
}

/** What its last round tried, in one line. */
export function lastRound({ artefact, part, tried }: Why): string {
  const round = tried.at(-1)?.round
  const steps = tried
    .filter((step) => step.round === round)
    .map((step) => ({
      tier: step.tier,
      came: step.source === 'none' ? words(step.reason, step.scope) : step.source,
      tried: triedIn(step),
    }))
  return `  ${[artefact, part].filter(Boolean).join(' ')}: ${stepsInWords(steps) || 'never asked'}`
}

function standingOf(standing: Why['standing']): string {
  if (standing === null) return 'nothing is recorded'
  if (standing.source === 'none') return `no text, ${words(standing.reason, standing.scope)}`
  const { source, tier, model, generatedAt, look, reviewed } = standing
  const read = reviewed ? `, read by ${reviewed.by} at ${reviewed.at}` : ''
  const waits = look ? `, ${looks[look]}` : ''
  return `${source}, written by ${model} (${tier}) at ${generatedAt}${read}${waits}`
}

/** Where the second look at it is. */
const looks: Readonly<Record<Look, string>> = {
  judge: 'waits for the judge',
  repair: 'the judge doubts it, and it is written once more',
  review: 'waits to be read at /ops/reviews',
  rejected: 'not used: the judge or a person did not let it pass',
  unread: 'not used: nobody read it in time',
  watched: 'the judge is to look on',
}

function describeStep(step: TriedStep): string[] {
  const { at, round, tier, source, calls, ...why } = step
  const came = source === 'none' ? words(why.reason, why.scope) : source
  return [
    `  ${new Date(at).toISOString()} round ${round}, ${tier}: ${came}`,
    ...neverCalled(step).map(({ endpoint, reason }) => `    ${endpoint} not called: ${reason}`),
    ...calls.map(
      ({ id, endpoint, model, verdict, symptom, seconds }) =>
        `    ${endpoint} (${model}) ${words(verdict, symptom)} after ${seconds.toFixed(1)} s  ${id}`,
    ),
  ]
}

function words(reason: string | null, more: string | null | undefined): string {
  return more ? `${reason} (${more})` : String(reason)
}
