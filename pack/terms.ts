/**
 * ISO date of the terms in `api/pages/terms.ts`, recorded with each order that agreed to them; it
 * changes with their wording.
 */
export const termsVersion = '2026-11-28'
