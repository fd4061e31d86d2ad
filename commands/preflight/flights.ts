import { catalogue } from '../../catalogue/catalogue.ts'
import type { ArtefactDefinition, PackDefinition } from '../../catalogue/definition.ts'
import { readBase } from '../../clients/config.ts'
import type { Environment } from '../../clients/variables.ts'
import { formFileOf } from '../../fallbacks/form-file.ts'
import { limitsFor } from '../../inference/job/timeouts.ts'
import { standardSettings } from '../../inference/settings/settings.ts'
import { hoursToRead } from '../../orders/review/ask-review.ts'
import { homeModel, type ModelTier, type Tier } from '../../pack/order.ts'
import { keptDays } from '../../pack/retention.ts'
import { whoIsCalled } from './called.ts'

/** What holds for one operation; a line of it that is empty is a reason not to fly. */
export interface Flight {
  readonly operation: string
  readonly lines: Readonly<Record<string, string>>
}

/** Of every artefact of every pack that is sold. */
export function readFlights(environment: Environment): Flight[] {
  const { timeouts } = readBase(environment)
  const limits = limitsFor(timeouts)
  const called = whoIsCalled()
  return Object.values(catalogue).flatMap((pack) =>
    pack.artefacts.map((artefact): Flight => {
      const models = [...new Set(artefact.tiers.map(homeModel))]
      const waits = models.map((model) => waitsOf(model, limits.call[model], timeouts[model]))
      return {
        operation: artefact.operation,
        lines: { ...ofArtefact(pack, artefact), timeouts: waits.join('; '), ...called },
      }
    }),
  )
}

function ofArtefact(pack: PackDefinition, artefact: ArtefactDefinition) {
  const { tiers, risk, promptVersion, maxOutputTokens, freshDays } = artefact
  return {
    asked: `${tiers.map(queueOf).join('; ')}; risk ${risk}; prompt ${promptVersion}`,
    length: `at most ${maxOutputTokens} tokens of answer`,
    fallback: fallbackOf(pack, artefact),
    judge: judgeOf(artefact),
    people: peopleOf(),
    reuse: freshDays === 0 ? 'never' : `${freshDays} days, for a firm with an equal prompt`,
    budget: budgetOf(),
    logged: `what was said, sealed, for ${keptDays.prompts} days; that it was asked, for ${keptDays.calls}`,
  }
}

const queueOf = (tier: Tier) => `${tier} of the ${homeModel(tier)} model`

/** Empty: there is neither a written form nor a refund. */
function fallbackOf(
  { id }: PackDefinition,
  { id: artefact, onFailure }: ArtefactDefinition,
): string {
  if (onFailure === 'refuse') return 'none is delivered, and a fifth of the price goes back'
  const file = formFileOf(id, artefact)
  return file === null ? '' : `written text, ${file}`
}

/** Of a judge that is named and was measured; without one, rules alone decide. */
function judgeOf({ published }: ArtefactDefinition): string {
  const { judge, judgeSample } = standardSettings
  const [which, away] = published
    ? ['each text', 'the written text stands']
    : [`${judgeSample} % of the texts`, 'they stand without it']
  const looks = {
    off: 'none',
    watch: `looks at ${which}, and its word is only kept`,
    gate: `looks at ${which}; while it is away ${away}`,
  }
  return looks[judge]
}

function peopleOf(): string {
  const { review, reviewHours } = standardSettings
  const within = `within ${reviewHours} hours, or the written text stands`
  const read = {
    off: 'nobody reads it first',
    flagged: `somebody reads what is doubted ${within}`,
    all: `somebody reads it ${within}`,
  }
  return `${read[review]}; at a customer’s wish within ${hoursToRead} hours, while it stands`
}

function budgetOf(): string {
  const { orderSoftLimit, orderHardLimit, customerHardLimit, tierHardLimit } = standardSettings
  return `an order EUR ${orderSoftLimit} economy, EUR ${orderHardLimit} none; a customer's day EUR ${customerHardLimit}; a tier's hour EUR ${tierHardLimit}`
}

interface Waits {
  readonly first: number
  readonly between: number
  readonly whole: number
}

function waitsOf(
  model: ModelTier,
  { first, between, whole }: Waits,
  { queue, attempt }: { readonly queue: number; readonly attempt: number },
): string {
  const [f, b, w, q, a] = [first, between, whole, queue, attempt].map((time) => time / 1_000)
  return `${model}: ${f} s to the first token, ${b} s between two, ${w} s a call, ${a} s an attempt, ${q} s in the queue`
}
