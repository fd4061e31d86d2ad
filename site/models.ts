import { type Breaker, forcedTo, holdsBack } from '../pack/breaker.ts'
import { type EndpointTier, endpointTiers, type ModelTier } from '../pack/order.ts'
import { inferenceQueue, type Queue } from '../pack/queues.ts'
import { inUse, modelsSet, type SetModel } from './set-models.ts'

interface ModelPorts {
  readonly breakers: { all(): Promise<readonly Breaker[]> }
  readonly settings: {
    standing(): Promise<readonly SetModel[]>
  }
  /** Whether a worker asks for work of the queue. */
  readonly isServed: (queue: Queue) => Promise<boolean>
  readonly clock: () => number
}

/** Each tier is sold with one of these; a judge is there for those who have named one. */
const needed: readonly ModelTier[] = ['4b', '32b']
const known = endpointTiers

/** What holds every call of a model back; null: some are made. */
interface Model extends Pick<Breaker, 'endpoint' | 'model' | 'tier'> {
  readonly heldBackBy: Breaker | null
}

/** Whether the models can be reached: a tier whose queue nobody serves makes no call that could fail. */
export function createModels({ breakers, settings, isServed, clock }: ModelPorts) {
  async function unserved(): Promise<ModelTier[]> {
    // With Temporal away nothing is known, and another check says so.
    const served = await Promise.all(
      needed.map((tier) => isServed(inferenceQueue(tier)).catch(() => true)),
    )
    return needed.filter((_, index) => !served[index])
  }

  const all = async () => modelsIn(await breakers.all(), clock())

  async function asked() {
    const [every, standing] = await Promise.all([breakers.all(), settings.standing()])
    return { models: modelsIn(inUse(every, standing), clock()), standing }
  }

  return {
    /** Of every model on every server. */
    async states() {
      const models = await all()
      return models.map(({ heldBackBy, ...model }) => ({ ...model, isOpen: heldBackBy !== null }))
    },

    /** 1 or 0 of each tier that has endpoints or that nobody serves. */
    async up(): Promise<ReadonlyMap<EndpointTier, number>> {
      const [{ models }, idle] = await Promise.all([asked(), unserved()])
      const up = known
        .filter((tier) => models.some((model) => model.tier === tier))
        .map((tier) => [tier, silent(models, tier).length > 0 ? 0 : 1] as const)
      return new Map([...up, ...idle.map((tier) => [tier, 0] as const)])
    },

    /** @throws Error that names the tiers, and the models of settings, that give no answer, and why */
    async requireUp(): Promise<void> {
      const [{ models, standing }, idle] = await Promise.all([asked(), unserved()])
      const down = known.flatMap((tier) => silent(models, tier).slice(-1).map(describe))
      const set = known.flatMap((tier) =>
        modelsSet(standing, tier).flatMap((name) => {
          const named = models.filter(({ model }) => model === name)
          const [last] = silent(named, tier).slice(-1)
          return last ? [`${name} of ${describe(last)}`] : []
        }),
      )
      const said = [
        ...(down.length > 0 ? [`Models do not answer: ${down.join(', ')}.`] : []),
        ...(set.length > 0 ? [`Settings name models that do not answer: ${set.join(', ')}.`] : []),
        ...idle.map((tier) => `No worker serves ${inferenceQueue(tier)}.`),
      ]
      if (said.length > 0) throw new Error(said.join(' '))
    },
  }

  function describe({ tier, state }: Breaker): string {
    const { forced } = state
    const at = (time: number) => new Date(time).toISOString()
    return forced === null || forcedTo(state, clock()) === null
      ? `${tier} since ${at(state.since)} (${state.cause})`
      : `${tier} (held back by ${forced.by} until ${at(forced.until)}: ${forced.why})`
  }
}

function modelsIn(breakers: readonly Breaker[], now: number): Model[] {
  return breakers
    .filter(({ operation, kind }) => operation === '' && kind === 'service')
    .map((breaker) => {
      const { endpoint, model, tier } = breaker
      return { endpoint, model, tier, heldBackBy: holdsBack(breaker.state, now) ? breaker : null }
    })
}

/** What holds the calls of a tier back, the last to begin at the end; none while one model answers. */
function silent(models: readonly Model[], tier: EndpointTier): Breaker[] {
  const holding = models.filter((model) => model.tier === tier).map(({ heldBackBy }) => heldBackBy)
  if (holding.includes(null)) return []
  const breakers = holding.filter((breaker) => breaker !== null)
  return breakers.sort((a, b) => a.state.since - b.state.since)
}
