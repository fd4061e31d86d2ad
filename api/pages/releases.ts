import { type Correction, correctionInWords } from '../../pack/correction.ts'
import { isEntitled } from '../../pack/order.ts'
import type { OrderStatus, ReleaseStatus } from '../../pack/status.ts'
import { moment, size } from './figures.ts'
import { type Html, html } from './html.ts'

/** The newest pack, as the one big button. */
export function downloadHtml({ state, release }: OrderStatus): Html | null {
  if (release === null || !isEntitled(state)) return null
  const { url, version, bytes, publishedAt } = release
  return html`<p class="download"><a class="primary" id="download" href="${url}" download>Download your pack</a>
<span class="help">Version ${version} · ZIP, ${size(bytes)} · ${moment(publishedAt)}</span></p>`
}

/** Every version that was ever delivered, newest first. */
export function releasesHtml({ state, releases }: OrderStatus): Html | null {
  if (releases.length === 0 || !isEntitled(state)) return null
  return html`<section aria-labelledby="releases-title">
<h2 id="releases-title">Versions</h2>
<ul class="releases">${releases.map(releaseHtml)}</ul>
</section>`
}

function releaseHtml(release: ReleaseStatus): Html {
  const { version, url, bytes, sha256, degraded, publishedAt, corrections } = release
  const contents = degraded ? 'With standard text in some sections' : 'Every section tailored'
  return html`<li><div><a href="${url}" download>Version ${version}</a>
<span class="help">${contents}</span></div>
<p>${moment(publishedAt)} · ${size(bytes)}</p>
${corrections.map(correctionHtml)}
<details><summary>Checksum of version ${version}</summary><code class="hash">SHA-256 ${sha256}</code></details></li>`
}

/** What was corrected, and which documents are others for it. */
function correctionHtml(correction: Correction): Html {
  const { questions, outcome } = correctionInWords(correction)
  return html`<p class="corrected">Made after you corrected ${questions}. ${outcome}</p>`
}
