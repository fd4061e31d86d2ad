interface Tries {
  readonly passedOver: readonly { readonly endpoint: string; readonly reason: string }[]
  readonly calls: readonly { readonly endpoint: string; readonly verdict: string }[]
}

/** Endpoints that got no call. One that was called is told by its calls, though later turns passed it over. */
export function neverCalled<Passed extends { readonly endpoint: string }>({
  passedOver,
  calls,
}: {
  readonly passedOver: readonly Passed[]
  readonly calls: readonly { readonly endpoint: string }[]
}): Passed[] {
  return passedOver.filter((one) => !calls.some(({ endpoint }) => endpoint === one.endpoint))
}

/** What became of each endpoint that came into question, for the operator; calls come last. */
export function triedIn(tries: Tries): string[] {
  const { calls } = tries
  const said = [
    ...neverCalled(tries).map(({ endpoint, reason }) => `${endpoint} not called (${reason})`),
    ...calls.map(
      ({ endpoint, verdict }) => `${endpoint} ${verdict === 'accepted' ? 'written' : verdict}`,
    ),
  ]
  return [...new Set(said)]
}

/** One ask of a tier's models for a part. */
export interface Step {
  readonly tier: string
  /** `written`, or the reason for which there is no text. */
  readonly came: string
  /** Left out: by a worker of an earlier release. */
  readonly tried?: readonly string[] | undefined
}

/** For the operator: `32b: vllm-32b-1 unreachable, vllm-32b-2 overloaded; 4b: vllm-4b-1 written`. */
export function stepsInWords(steps: readonly Step[]): string {
  return steps
    .map(({ tier, came, tried = [] }) =>
      tried.length === 0 ? `${tier} ${came}` : `${tier}: ${tried.join(', ')}`,
    )
    .join('; ')
}
