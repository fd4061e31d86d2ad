import type { Incident } from '../../../pack/incident.ts'
import {
  type Addition,
  type Concerned,
  leftOutInWords,
  type StillOpen,
  type Which,
} from '../../../pack/telling.ts'
import { type Html, html } from '../html.ts'
import { csrfHtml, opsLayout, type Visitor } from './frame.ts'

export interface LetterView extends Visitor {
  readonly incident: Incident
  readonly asked: Addition & { readonly which: Which }
  readonly found: Concerned
  /** Whose copy is handed out still; null: the letter is not about one. */
  readonly open: StillOpen | null
  readonly shown: { readonly order: string; readonly subject: string; readonly text: string }
}

/** The letter of an incident before it goes, and the button that sends it. */
export function letterPage({
  incident,
  asked,
  found,
  open,
  shown,
  ...visitor
}: LetterView): string {
  const { counts } = found
  const left = leftOutInWords(counts)
  const path = `/ops/incidents/${incident.id}/letters`
  const carried = html`${csrfHtml(visitor)}${hiddenHtml(asked)}`
  return opsLayout({
    ...visitor,
    room: 'incidents',
    title: `Letter: ${incident.title}`,
    body: html`<h1>The letter, before it goes</h1>
<p class="lead"><a href="/ops/incidents/${incident.id}">${incident.title}</a>: it goes to ${orders(counts.new)}, each in its own words.${counts.told > 0 && ` ${orders(counts.told)} had it before.`}${left !== '' && ` ${left}.`}</p>
${open !== null && openHtml(open, counts.new)}
<p>To <a href="/ops/orders/${shown.order}"><code>${shown.order}</code></a>, as it would go now; where its link ends in “…”, the order’s own is put in.</p>
<p><strong>${shown.subject}</strong></p>
<pre tabindex="0" role="region" aria-label="The letter">${shown.text}</pre>
<form class="find" method="post" action="${path}/preview">${carried}<label for="order">Another order</label>
<input id="order" name="order" value="${shown.order}" pattern="ord_[a-z0-9]+"><button class="quiet">See its letter</button>
<button class="quiet" name="as" value="html" formtarget="_blank">As a mail program shows it (new tab)</button></form>
${counts.new > 0 && sendHtml(path, carried, counts.new)}`,
  })
}

const orders = (n: number) => (n === 1 ? '1 order' : `${n} orders`)

function openHtml({ count, orders: named }: StillOpen, all: number): Html | false {
  if (count === 0) return false
  const more = count - named.length
  const which =
    all === 1
      ? 'This order still opens'
      : `${count} of these ${all} orders still ${count === 1 ? 'opens' : 'open'}`
  return html`<div class="note"><p>${which} by a link that was not withdrawn since this began: withdraw it on the order’s page first, so that the copy is not handed out any more.</p>
<ul>${named.map((order) => html`<li><a href="/ops/orders/${order}"><code>${order}</code></a></li>`)}${more > 0 && html`<li>and ${more} more</li>`}</ul></div>`
}

function hiddenHtml({ which, words, leak }: LetterView['asked']): Html[] {
  const fields = {
    only: (which.only ?? []).join(' '),
    except: which.except.join(' '),
    words,
    side: leak?.side,
    thing: leak?.thing,
  }
  return Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value ?? ''}">`,
  )
}

const sendHtml = (path: string, carried: Html, count: number) =>
  html`<form class="ops-order" method="post" action="${path}" aria-labelledby="send"><h2 id="send">Send it</h2>${carried}
<label>Why <input name="why" required maxlength="500"></label>
<p class="help">A hundred are due in a minute, behind all other letters. Each order gets one letter of this incident, however often this is pressed.</p>
<p class="buttons"><button class="quiet">Write to ${orders(count)}</button></p></form>`
