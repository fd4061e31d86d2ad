import { unsupportedCharacters } from '../../../documents/type/characters.ts'
import { isEnglish } from '../../../inference/checks/reading/words.ts'
import { createExamine } from '../../../orders/checkout/examine.ts'
import { createCorrect } from '../../../orders/correct/correct.ts'
import { createCancel } from '../../../orders/operate/cancel-order.ts'
import { createRefund } from '../../../orders/operate/refund-order.ts'
import { createResume } from '../../../orders/operate/resume-order.ts'
import { createRetry } from '../../../orders/operate/retry.ts'
import { createWithdrawLink } from '../../../orders/operate/withdraw-link.ts'
import { createStatus } from '../../../orders/page/status.ts'
import { revisionOf } from '../../../pack/correction.ts'
import type { RecordedOutcome } from '../../../pack/outcome.ts'
import type { ReleaseStatus } from '../../../pack/status.ts'
import { answersOf, carriedTexts, type Wish } from './answers.ts'
import { clock, type World } from './world.ts'

const window = 14 * 86_400_000
/** Minor units; no other refund has as many. */
const byOperator = 5_001

/** A correction that was taken. */
export interface Taken {
  /** Of the answers that it made. */
  readonly revision: number
  /** The release that the customer was told of. */
  readonly release: number
  /** What was recorded when it looked. */
  readonly seen: readonly RecordedOutcome[]
}

/** The customer, who may have the order's page open in several windows. */
export function createCustomer({ order: id, ports, tell }: World) {
  const { orders, outcomes, releases } = ports
  const taken: Taken[] = []
  const looks: (readonly ReleaseStatus[])[] = []
  const status = createStatus({
    ...{ outcomes, releases, downloadUrl: () => '', correctionWindow: window, clock },
  })

  async function correct(wish: Wish, revision?: number): Promise<void> {
    const order = (await orders.byId(id))!
    let seen: readonly RecordedOutcome[] = []
    let made = 0
    const use = createCorrect({
      ...{ orders, releases, carriedTexts, window, clock, tellRun: tell.now },
      outcomes: { ofOrder: async () => (seen = await outcomes.ofOrder(id)) },
      examine: createExamine(unsupportedCharacters, isEnglish),
      compose: async () => ({ documents: [] }),
      observe: { corrected: (now) => void (made = revisionOf(now)) },
    })
    const told = await use(order, { answers: answersOf(wish), revision })
    if (told.kind === 'corrected' && made > 0)
      taken.push({ revision: made, release: told.release, seen })
  }

  return {
    taken,
    looks,
    correct,
    /** The same form, sent twice. */
    async correctTwice(wish: Wish) {
      const revision = revisionOf((await orders.byId(id))!)
      await Promise.all([correct(wish, revision), correct(wish, revision)])
    },
    async look() {
      const order = await orders.byId(id)
      looks.push((await status(order!)).releases)
    },
  }
}

/** Whoever has `npm run order`. */
export function createOperator({ order: id, ports, stripe, runs, fulfil }: World) {
  const { orders, requests } = ports
  const retry = createRetry({ orders, runs })
  const resume = createResume({ orders, retry, fulfil })
  const refund = createRefund({ orders, requests })
  const withdraw = createWithdrawLink({ orders })
  const cancel = createCancel({ orders, payments: stripe, fulfil })
  const done = { resume: 0, withdraw: 0 }
  const unlessNotApplicable = (error: unknown) => {
    if (!(error instanceof Error && error.name === 'NotApplicable')) throw error
  }
  return {
    done,
    cancel: () => cancel(id).catch(unlessNotApplicable),
    resume: () => resume(id, 'An operator').then(() => (done.resume += 1), unlessNotApplicable),
    refund: () =>
      refund({ order: id, amount: byOperator, reference: null, by: 'An operator' }).catch(
        unlessNotApplicable,
      ),
    withdrawLink: () => withdraw(id, null).then(() => (done.withdraw += 1)),
  }
}
