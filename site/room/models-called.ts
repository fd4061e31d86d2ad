import {
  type Breaker,
  forcedTo,
  holdsBack,
  isOfAllCalls,
  standingAt,
  untouched,
} from '../../pack/breaker.ts'

/** Every model on its server: is it called, and what of it is held back? */
export function modelsCalled(breakers: readonly Breaker[], now: number) {
  const parts = breakers.filter((one) => !isOfAllCalls(one) && holdsBack(one.state, now))
  return withAllOf(parts, breakers.filter(isOfAllCalls)).map((one) => ({
    ...told(one, now),
    parts: parts.filter((part) => isOfSameModel(part, one)).map(partTold),
  }))
}

/** A model that a setting puts in another's place may have a breaker of its texts before one of all its calls. */
function withAllOf(parts: readonly Breaker[], known: readonly Breaker[]): readonly Breaker[] {
  return parts.reduce(
    (all, part) =>
      all.some((one) => isOfSameModel(one, part))
        ? all
        : [...all, { ...part, operation: '', kind: 'service' as const, state: untouched }],
    known,
  )
}

const isOfSameModel = (one: Breaker, other: Breaker) =>
  one.endpoint === other.endpoint && one.model === other.model

/** Nothing that moves with every probe: pages that are followed would never come to rest. */
function told({ endpoint, model, tier, state }: Breaker, now: number) {
  const { cause, since, forced } = state
  return {
    ...{ endpoint, model, tier, cause, since },
    isOpen: holdsBack(state, now),
    standing: standingAt(state, now),
    forced: forcedTo(state, now) === null ? null : forced,
  }
}

function partTold({ operation, kind, state: { standing, cause, since } }: Breaker) {
  return { operation, kind, standing, cause, since }
}
