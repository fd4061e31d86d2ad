import type { PackDefinition } from '../../catalogue/definition.ts'
import { fieldsOf } from '../form-fields.ts'
import type { Filling } from './fields.ts'
import { moment } from './figures.ts'
import { html } from './html.ts'
import { layout } from './layout.ts'
import { mistakesHtml } from './mistakes.ts'
import { questionsHtml } from './questionnaire.ts'

export interface CorrectionView {
  readonly pack: PackDefinition
  /** Of the order's page. */
  readonly path: string
  /** Of the answers that are corrected. */
  readonly revision: number
  /** As they stand, or as they were sent, perhaps invalid. */
  readonly answers: unknown
  /** ISO 8601, UTC. */
  readonly until: string
  /** Corrections that are left, this one included. */
  readonly left: number
  /** A sentence per path. */
  readonly errors?: Readonly<Record<string, string>>
  /** Those of the paths whose answer may be right, and can be confirmed. */
  readonly doubts?: readonly string[]
  readonly confirmed?: readonly string[]
  /** What was sent is what stands. */
  readonly isUnchanged?: boolean
}

/** The questionnaire of a paid order, with its answers in it. */
export function correctionPage(view: CorrectionView): string {
  const { pack, path, revision, answers, until, left, isUnchanged = false } = view
  const { errors = {}, doubts = [], confirmed = [] } = view
  const fields = fieldsOf(pack.questionnaire)
  const filling: Filling = { fields, answers, errors, doubts, confirmed }
  const isBad = Object.keys(errors).length > 0
  const title = isBad ? 'Please check your answers' : 'Correct your answers'
  return layout({
    title: `${title}: ${pack.title}`,
    scripts: ['questionnaire.js'],
    body: html`${isBad && mistakesHtml(fields, errors, unharmed)}
<p class="crumb"><a href="${path}">Your order</a></p>
<h1>Correct your answers</h1>
<p class="lead">Change what is wrong and leave the rest as it is. You get a new version of your pack, at no cost;
the versions that you have stay downloadable.</p>
${isUnchanged && html`<p class="note" role="alert">These are the answers that your pack is made of already. Change those that are wrong, and send them again.</p>`}
<p>A section that a language model wrote from an answer which you change has our standard text at first, and is
written again. Pack, price and tier stay. You can correct your answers ${times(left)} until ${moment(until)}.</p>
<form method="post" action="${path}/corrections" id="questionnaire" novalidate>
<input type="hidden" name="revision" value="${revision}">
${questionsHtml(filling)}
<p class="pay"><button class="primary">Make the corrected pack</button>
<span class="help"><a href="${path}">Leave everything as it is</a></span></p>
</form>`,
  })
}

const unharmed = 'Your pack is as it was, and your other answers are kept.'

function times(left: number): string {
  return left === 1 ? 'once more' : `${left} more times`
}
