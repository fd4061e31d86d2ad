import type { Erasure, ErasureObstacle } from '../../pack/erasure.ts'
import { longDate } from '../../pack/wording.ts'
import { obstacleForCustomer, thingsHtml } from './erasure-words.ts'
import { moment } from './figures.ts'
import { type Html, html } from './html.ts'
import { layout } from './layout.ts'

/** It was asked for, and is not done yet. @param waitsFor what stands in its way; null: nothing */
export function erasingPage(path: string, waitsFor: ErasureObstacle | null): string {
  const title = waitsFor === null ? 'Your order is being erased' : 'Your order waits to be erased'
  return layout({
    title,
    // It brings the certificate as soon as it is there.
    scripts: ['live.js'],
    refreshAfter: 10,
    body: regionHtml(html`<div class="standing"><p class="chip busy">${waitsFor === null ? 'Being erased' : 'To be erased'}</p>
<h1>${title}</h1>
${waitsFor === null ? underWay : waitingHtml(waitsFor)}
<p>The certificate then appears here: <a href="${path}/erasure">look again</a>.</p></div>
<span data-events="${path}/events"></span>`),
  })
}

const underWay = html`<p class="lead">A last letter about it is on its way to you. Once it has gone, and in an hour at the latest, the order is erased.</p>
<p>There is nothing for you to do.</p>`

function waitingHtml(waitsFor: ErasureObstacle): Html {
  const { why, remedy } = obstacleForCustomer[waitsFor]
  return html`<p class="lead">You asked for it, and it cannot be done yet. ${why}</p>
<p>${waitsFor === 'owed' && remedy} It is erased by itself as soon as nothing stands in the way; until then all is as it was.</p>`
}

/** Of an order that was erased, for whoever has its link. @param keysUrl where the shop's public keys are */
export function erasedPage(path: string, erasure: Erasure, keysUrl: string): string {
  const { order, erasedAt, backupsUntil, filesGoneAt } = erasure
  return layout({
    title: 'This order was erased',
    body: regionHtml(html`<div class="standing"><p class="chip done">Erased</p>
<h1>This order was erased</h1>
<p class="lead">On ${moment(erasedAt)} whatever said whose order <code>${order}</code> was, and what was answered for it, became unreadable for good.</p>
<p>What our backups hold of it is encrypted, and the last copies of its key in them end by ${longDate(backupsUntil)}; from then on it
cannot be read there either. ${filesGoneAt === null ? 'Its files are being removed.' : html`Its files were removed by ${moment(filesGoneAt)}.`}</p>
<p class="action"><a class="primary" href="${path}/erasure/certificate.json" download>Download the certificate</a></p>
<p class="help">Keep it, or the link of this page: nobody can mail it to you again, since we have no address any more.</p>
<details><summary>How to prove that the certificate is ours</summary>
<p>It is signed by <a href="/.well-known/packhorse-signing-key">our public key</a>. Where jq and OpenSSL 3 are installed, in the folder
with the certificate:</p>
<pre class="commands">${checkOf(order, keysUrl)}</pre>
<p>answers “Signature Verified Successfully”, and what was signed is then in the file <code>signed</code>.</p></details></div>
${thingsHtml(true)}`),
  })
}

const checkOf = (order: string, keysUrl: string) => `curl -so key.pem ${keysUrl}
jq -j .signed erasure-${order}.json > signed
jq -r .signature erasure-${order}.json | base64 -d > signature
openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in signed -sigfile signature`

/** What `live.js` swaps once the order is erased. */
function regionHtml(body: Html): Html {
  return html`<div id="erasure" data-live>${body}</div>`
}
