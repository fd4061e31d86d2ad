import type { BreakerState } from '../../../pack/breaker.ts'
import { foundWords, untilProbed } from '../../../pack/breaker-words.ts'
import { moment } from '../figures.ts'
import { type Child, type Html, html } from '../html.ts'

/** How it was found: where calls have brought it, by what, and since when. */
type Found = Pick<BreakerState, 'standing' | 'cause' | 'since'>

/** One thing that a model is not asked for. */
interface HeldPart extends Found {
  readonly operation: string
  readonly kind: 'service' | 'quality'
}

/** A model on its server. Times are epoch milliseconds. */
export interface ModelCalled extends Found {
  readonly endpoint: string
  readonly model: string
  readonly tier: string
  /** Its calls are held back. */
  readonly isOpen: boolean
  /** While it holds. */
  readonly forced: {
    readonly to: string
    readonly until: number
    readonly by: string
    readonly why: string
  } | null
  /** What alone of it is held back, unless all that it is asked is forced. */
  readonly parts: readonly HeldPart[]
}

/** Whether it is called, in a word or a few; `isWell`: there is nothing to look at. */
export function calledWords({ isOpen, standing, forced, parts }: ModelCalled) {
  if (isOpen) return { isWell: false, words: 'held back' }
  // By force alone: nothing else lets calls through to what was found bad.
  const isFailing = standing !== 'closed' || (forced !== null && parts.length > 0)
  if (isFailing) return { isWell: false, words: 'called, though it fails' }
  if (parts.length > 0) return { isWell: false, words: 'called, but not for all' }
  return { isWell: true, words: 'called' }
}

/** What speaks against it, none where nothing does. */
export function foundHtml(one: ModelCalled): Child {
  return (
    one.standing !== 'closed' &&
    html`${foundWords(one, at)}${one.standing === 'open' && `, ${untilProbed}`}`
  )
}

/** `gdpr.risk-plan, its texts: open since …` */
export function partHtml(part: HeldPart): Html {
  const { operation, kind } = part
  return html`${operation}${kind === 'quality' && ', its texts'}: ${foundWords(part, at)}`
}

export function forcedHtml({ to, by, until, why }: NonNullable<ModelCalled['forced']>): Html {
  return html`${to} by ${by} until ${at(until)}: ${why}`
}

/** By which the page of models knows it. */
export function placeOf({ endpoint, model }: Pick<ModelCalled, 'endpoint' | 'model'>): string {
  return `${endpoint} ${model}`.replaceAll(/[^\w-]/g, '-')
}

const at = (time: number) => moment(new Date(time).toISOString())
