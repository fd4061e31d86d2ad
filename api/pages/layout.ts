import { type Child, type Html, html } from './html.ts'

export interface Page {
  readonly title: string
  readonly body: Child
  /** File names under `/assets/`; they only add comfort. */
  readonly scripts?: readonly string[]
  /** Seconds after which a browser without JavaScript asks again. */
  readonly refreshAfter?: number | null
}

/** The frame around every page. No inline style or script, so the content policy can forbid both. */
export function layout({ title, body, scripts = [], refreshAfter = null }: Page): string {
  return html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Packhorse</title>
<link rel="icon" href="/assets/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/style.css">
${scripts.map((file) => html`<script src="/assets/${file}" defer></script>`)}
${refreshAfter !== null && html`<noscript><meta http-equiv="refresh" content="${refreshAfter}"></noscript>`}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="masthead"><div class="width">
<a class="wordmark" href="/">${mark}Packhorse</a>
<span class="strapline">Compliance packs for small firms</span>
</div></header>
<main id="main" class="width" tabindex="-1">
${body}
</main>
<footer class="colophon"><div class="width">
<p>Our documents are a starting point, written with care. They are not legal advice.</p>
<nav aria-label="About the shop"><ul class="legal"><li><a href="/imprint">Imprint</a></li>
<li><a href="/privacy">Privacy</a></li><li><a href="/terms">Terms and refunds</a></li>
<li><a href="/recover">Lost your link?</a></li></ul></nav>
</div></footer>
</body>
</html>
`.toString()
}

const mark: Html = html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
<rect class="mark-ground" width="32" height="32" rx="8"/>
<path class="mark-line" d="M7 12.5 16 8l9 4.5v8L16 25l-9-4.5zM7 12.5 16 17l9-4.5M16 17v8"/>
</svg>`
