import { limitsFor } from '../../inference/job/timeouts.ts'
import { createJudge } from '../../inference/judge/judge.ts'
import { judgeVersion } from '../../inference/judge/judge-prompt.ts'
import type { Endpoint } from '../../inference/route/endpoints.ts'
import type { CreateCall } from '../../inference/wire/call.ts'
import { type Agreement, type Calibration, fewest, kappaOf } from '../../pack/calibration.ts'
import { doubtsIn } from '../../pack/judgement.ts'
import type { CallTimeouts, OrderPlan } from '../../pack/plan.ts'
import { createNotebook } from '../eval/notebook.ts'
import { admission, noBreakers } from '../eval/without-limits.ts'
import type { Labelled } from './labelled.ts'

export interface Measurement {
  readonly endpoint: Endpoint
  readonly answers: readonly Labelled[]
  readonly timeouts: OrderPlan['timeouts'] & { readonly judge: CallTimeouts }
  readonly signal: AbortSignal
  /** Told after each answer. */
  readonly done: (count: number) => void
  /** Left out: over HTTP. */
  readonly createCall?: CreateCall
}

/** What a judge said of each labelled answer. */
export interface Verdict {
  readonly id: string
  readonly isFaulty: boolean
  /** Null: it said nothing that can be read. */
  readonly isDoubted: boolean | null
}

/** Has a judge look at every answer, as many at a time as its endpoint has slots. Nothing of it is kept. */
export async function verdictsOf(measurement: Measurement): Promise<Verdict[]> {
  const { endpoint, answers, done } = measurement
  const ask = createAsk(measurement)
  const verdicts: Verdict[] = []
  const waiting = answers.values()
  const lane = async () => {
    for (const one of waiting) {
      verdicts.push(await ask(one))
      done(verdicts.length)
    }
  }
  await Promise.all(Array.from({ length: endpoint.slots }, lane))
  return verdicts
}

function createAsk({ endpoint, timeouts, signal, createCall }: Measurement) {
  const judge = createJudge({
    endpoints: [endpoint],
    calls: createNotebook().calls,
    admission,
    breakers: noBreakers,
    clock: Date.now,
    observe: () => {},
    limits: limitsFor(timeouts),
    ...(createCall && { createCall }),
  })
  return async ({ id, order, artefact, part, content, isFaulty }: Labelled): Promise<Verdict> => {
    signal.throwIfAborted()
    const deadline = Date.now() + timeouts.judge.attempt
    const ask = { order, email: '', artefact, part, round: 1, tier: 'judge', deadline } as const
    const { said } = await judge.judge(ask, { content, promptVersion: '' }, signal)
    const isDoubted = said.source === 'none' ? null : doubtsIn(said.marks).length > 0
    return { id, isFaulty, isDoubted }
  }
}

/**
 * How far the verdicts agree with the labels; what was not said is no agreement with anything.
 *
 * @throws Error with one sentence when too little was said, or asked
 */
export function calibrationOf(model: string, verdicts: readonly Verdict[]): Calibration {
  const of = (isFaulty: boolean, isDoubted: boolean) =>
    verdicts.filter((one) => one.isFaulty === isFaulty && one.isDoubted === isDoubted).length
  const counts: Agreement = {
    faultyFound: of(true, true),
    faultyMissed: of(true, false),
    goodPassed: of(false, false),
    goodDoubted: of(false, true),
  }
  const answers = Object.values(counts).reduce((sum, count) => sum + count, 0)
  if (answers < verdicts.length * leastSaid)
    throw new Error(
      `${model} has marked ${answers} of ${verdicts.length} answers, too few to measure it by; look at its server and measure again.`,
    )
  const kappa = kappaOf(counts)
  if (kappa === null)
    throw new Error(
      `A judge is measured by ${fewest} faulty answers and ${fewest} good ones at least, and ${model} has marked fewer; give it more of them.`,
    )
  const { faultyFound, faultyMissed, goodPassed, goodDoubted } = counts
  return {
    ...{ model, promptVersion: judgeVersion, answers, ...kappa },
    found: faultyFound / (faultyFound + faultyMissed),
    alarmed: goodDoubted / (goodPassed + goodDoubted),
  }
}

/** Of the answers, the share of which a judge has to say something. */
const leastSaid = 0.9
