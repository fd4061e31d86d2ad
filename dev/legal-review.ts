import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { legalReview } from './legal-review/review.ts'

// What a lawyer reads first: `docs/legal-review.md`, printed from the data.
writeFileSync(join(import.meta.dirname, '..', 'docs', 'legal-review.md'), `${legalReview()}\n`)
