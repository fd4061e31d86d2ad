import { diffWordsWithSpace } from 'diff'
import { type Html, html } from '../html.ts'

/** What was taken out of one text and put in to make the other. */
export function diffHtml(before: string, after: string): Html[] {
  return diffWordsWithSpace(before, after).map(({ value, added, removed }) => {
    if (added) return html`<ins>${value}</ins>`
    return removed ? html`<del>${value}</del>` : html`${value}`
  })
}
