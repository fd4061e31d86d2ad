import type { UkPart } from './retention-rule.ts'

/** Years for which claims under a contract can be brought, and where that stands. */
export const claims = {
  englandWales: { years: 6, words: 'six years (Limitation Act 1980, s. 5)' },
  scotland: {
    years: 5,
    words: 'five years (Prescription and Limitation (Scotland) Act 1973, s. 6)',
  },
  northernIreland: {
    years: 6,
    words: 'six years (Limitation (Northern Ireland) Order 1989, art. 4)',
  },
  several: { years: 6, words: 'six years (Limitation Act 1980, s. 5; five in Scotland)' },
} satisfies Readonly<Record<UkPart, unknown>>
