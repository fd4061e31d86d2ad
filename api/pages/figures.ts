import { microsIn } from '../../pack/price.ts'
import { longDate } from '../../pack/wording.ts'
import { type Html, html } from './html.ts'

const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
})

/** `21 November 2026, 14:05 UTC`. */
export const momentWords = (iso: string) => `${longDate(iso)}, ${clock.format(new Date(iso))} UTC`

/** The same; `live.js` puts it into the visitor's own time. */
export function moment(iso: string): Html {
  return html`<time datetime="${iso}" data-moment>${momentWords(iso)}</time>`
}

/** `21 November 2026`. */
export function day(iso: string): Html {
  return html`<time datetime="${iso}">${longDate(iso)}</time>`
}

/** `412 KB`, `1.4 MB`; decimal, as file managers count. */
export function size(bytes: number): string {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1e3))} KB`
  return `${(bytes / 1e6).toFixed(1)} MB`
}

/** `€1.50`, of millionths of a euro. */
export const euros = (micros: number) => microsIn(micros, 'eur')
