import type { Letter, LetterKey } from '../../pack/letter.ts'
import { isEntitled } from '../../pack/order.ts'
import { lastLostRefund, lastRefund } from '../../pack/payment.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import { backOff } from '../back-off.ts'

interface ClaimedLetter extends LetterKey {
  readonly tries: number
  /** The newest release that an earlier letter told of; 0: none. */
  readonly told: number
  /** The customer has complained of a letter of this order. */
  readonly isUnwanted: boolean
}

export interface SendLettersPorts {
  readonly outbox: {
    /** Writes letters for those who asked for their links. @returns how many asked */
    answerRequests(limit: number): Promise<number>
    claim(limit: number, grace: number): Promise<readonly ClaimedLetter[]>
    sent(key: LetterKey, told: number | null): Promise<void>
    postpone(key: LetterKey, seconds: number, why: string): Promise<void>
    needless(key: LetterKey): Promise<void>
    refused(key: LetterKey, why: string): Promise<void>
    giveUp(key: LetterKey, why: string): Promise<void>
  }
  readonly orders: { byId(id: string): Promise<StoredOrder | undefined> }
  readonly releases: {
    /** Newest first. */
    files(order: string): Promise<readonly { readonly version: number }[]>
  }
  readonly downloads: { ofOrder(order: string, limit: number): Promise<readonly unknown[]> }
  /** Puts it into words, as the order stands now. */
  readonly compose: (key: LetterKey, order: StoredOrder) => Promise<Letter>
  /**
   * Resolves once the mail server has taken it.
   *
   * @throws an error named `LetterRefused` where that would not take it later either, `LetterDelayed`
   * where it said that it may
   */
  readonly send: (letter: Letter, stop: AbortSignal) => Promise<void>
  /** Milliseconds in which an order's improvement needs no letter of its own. */
  readonly grace: number
  readonly observe: {
    letterEnded(key: LetterKey, ending: 'sent' | 'needless'): void
    letterPostponed(key: LetterKey, error: unknown): void
    letterStopped(key: LetterKey, why: string): void
  }
}

/** Letters that are on their way at the same time. */
const batch = 5
const pauseAfter = (tries: number) => backOff(tries, 30, 3_600)

/** In about three days; mail servers, too, give up after some. */
const mostTries = 80

/**
 * Sends the letters that are due. One that fails is tried again after 30, 60, 120 … seconds, at most an
 * hour, with the same Message-ID: of two that arrive mail programs show one. Whatever becomes of a
 * letter, its order goes on.
 *
 * @returns how many letters and requests were taken
 */
export function createSendLetters(ports: SendLettersPorts) {
  const { outbox, orders, releases, downloads, compose, send, grace, observe } = ports

  return async (stop: AbortSignal): Promise<number> => {
    const asked = await outbox.answerRequests(batch)
    const due = await outbox.claim(batch, grace)
    await Promise.all(due.map((letter) => settle(letter, stop)))
    return asked + due.length
  }

  async function settle(letter: ClaimedLetter, stop: AbortSignal): Promise<void> {
    try {
      const order = await orders.byId(letter.order)
      const newest = (await releases.files(letter.order))[0]?.version ?? null
      if (order === undefined || !(await isNeeded(letter, order, newest))) {
        await outbox.needless(letter)
        return observe.letterEnded(letter, 'needless')
      }
      await send(await compose(letter, order), stop)
      await outbox.sent(letter, newest)
      observe.letterEnded(letter, 'sent')
    } catch (error) {
      await giveBack(letter, error)
    }
  }

  async function giveBack(letter: ClaimedLetter, error: unknown): Promise<void> {
    const [name, why] = error instanceof Error ? [error.name, error.message] : ['', String(error)]
    const hopeless = name === 'LetterDelayed' && letter.tries >= mostTries
    if (name !== 'LetterRefused' && !hopeless) {
      await outbox.postpone(letter, pauseAfter(letter.tries), why)
      return observe.letterPostponed(letter, error)
    }
    await (hopeless ? outbox.giveUp(letter, why) : outbox.refused(letter, why))
    observe.letterStopped(letter, why)
  }

  /** What a letter would tell is true, and was not told by another. */
  async function isNeeded(letter: ClaimedLetter, order: StoredOrder, newest: number | null) {
    const { template, version, told, isUnwanted } = letter
    // It was erased, or its key is lost.
    if (order.email === '') return false
    if (template === 'links' || template === 'erased' || template === 'incident') return true
    if (template === 'refunded') return order.payment !== null && lastRefund(order.payment) > 0
    if (template === 'refund-failed')
      return order.payment !== null && lastLostRefund(order.payment) > 0
    if (!isEntitled(order.state)) return false
    // Who does not want to hear from us is told what concerns their money, and no more.
    if (template === 'improved') return newest === version && told < version && !isUnwanted
    if (template !== 'reminder') return true
    return newest !== null && !isUnwanted && (await downloads.ofOrder(order.id, 1)).length === 0
  }
}
