import { type Child, type Html, html } from '../pages/html.ts'
import type { Seller } from '../pages/seller.ts'
import type { AgreedTerms, Draft, LinkedPage } from './draft.ts'

/** Mail programs read little CSS, and that where it is used; the rest only adds a dark dress. */
const style = {
  body: 'margin:0;padding:0;background:#f7f6f2',
  ground: 'background:#f7f6f2;padding:24px 12px',
  paper:
    'max-width:560px;background:#ffffff;border:1px solid #dfddd5;border-radius:10px;text-align:left',
  inner:
    "padding:28px 28px 24px;font:400 16px/1.55 Inter,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;color:#1d2426",
  brand: 'margin:0 0 20px;font-size:14px;font-weight:600;color:#14594d',
  heading: 'margin:0 0 14px;font-size:23px;line-height:1.3;font-weight:650;color:#1d2426',
  text: 'margin:0 0 14px',
  items: 'margin:0 0 14px;padding-left:22px',
  action: 'margin:22px 0 14px',
  button:
    'display:inline-block;padding:12px 24px;border-radius:10px;background:#14594d;color:#ffffff;font-weight:600;text-decoration:none',
  terms: 'margin:0 0 10px;font-size:16px;line-height:1.4;font-weight:600',
  item: 'margin:18px 0 2px;font-weight:600',
  link: 'color:#14594d',
  small: 'margin:0 0 8px;font-size:14px;line-height:1.5;color:#566063',
  address: 'margin:0 0 14px;font-size:13px;line-height:1.5;color:#566063;word-break:break-all',
  rule: 'margin:22px 0 16px;border:0;border-top:1px solid #dfddd5',
} as const

const dark = `@media (prefers-color-scheme: dark) {
.ground { background: #14181a !important }
.paper { background: #1c2124 !important; border-color: #333a3d !important }
.paper, .paper h1, .paper td { color: #e8eae8 !important }
.soft { color: #a9b2b3 !important }
.link, .brand { color: #7fd0bd !important }
.button { background: #7fd0bd !important; color: #0c1f1b !important }
hr { border-color: #333a3d !important }
}`

export function htmlOf(draft: Draft, seller: Seller): string {
  const { subject, heading, paragraphs, items, pages, notes, facts, terms } = draft
  const page = pages.length === 1 ? buttonHtml : linkHtml
  return html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${subject}</title>
<style>${dark}</style>
</head>
<body class="ground" style="${style.body}">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr><td class="ground" align="center" style="${style.ground}">
<table role="presentation" class="paper" width="100%" cellpadding="0" cellspacing="0" border="0" style="${style.paper}">
<tr><td style="${style.inner}">
<p class="brand" style="${style.brand}">Packhorse</p>
<h1 style="${style.heading}">${heading}</h1>
${paragraphs.map((words) => html`<p style="${style.text}">${words}</p>\n`)}
${items.length > 0 && html`<ul style="${style.items}">${items.map((item) => html`<li>${item}</li>`)}</ul>`}
${pages.map(page)}
${notes.map(small)}
${facts.length > 0 && html`<hr style="${style.rule}">`}
${facts.map(([name, value]) => small(html`${name}: ${value}`))}
${terms && termsHtml(terms)}
<hr style="${style.rule}">
${small(html`${seller.name}<br>${seller.address}<br>${seller.email}`)}
</td></tr></table>
</td></tr></table>
</body>
</html>
`.toString()
}

function termsHtml({ heading, clauses }: AgreedTerms): Html {
  return html`<hr style="${style.rule}">
<h2 style="${style.terms}">${heading}</h2>
${clauses.map(({ title, words }) => small(html`<strong>${title}.</strong> ${words}`))}`
}

function buttonHtml(page: LinkedPage): Html {
  return html`<p style="${style.action}"><a class="button" href="${page.url}" style="${style.button}">${page.label}</a></p>
${detailsHtml(page)}`
}

function linkHtml(page: LinkedPage): Html {
  return html`<p style="${style.item}"><a class="link" href="${page.url}" style="${style.link}">${page.label}</a></p>
${detailsHtml(page)}`
}

/** The address is written out, too: whoever prints the letter, or distrusts buttons, has it. */
function detailsHtml({ url, about }: LinkedPage): Html {
  return html`${about !== null && small(about)}<p class="soft" style="${style.address}">${url}</p>
`
}

function small(words: Child): Html {
  return html`<p class="soft" style="${style.small}">${words}</p>\n`
}
