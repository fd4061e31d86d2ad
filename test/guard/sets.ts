import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { foundIn } from '../../guard/answers.ts'
import type { SuspicionKind } from '../../guard/suspicion.ts'
import { isEnglish } from '../../inference/checks/reading/words.ts'
import { mask } from '../../pack/identity.ts'

interface Sample {
  readonly id: string
  /** `description`, `vendor` …: as the questionnaire of `gdpr` names it. */
  readonly field: string
  readonly text: string
  /** Left out: it is harmless. */
  readonly kind?: SuspicionKind
}

const prose = ['description', 'automatedLogic', 'processing']

export function readSet(name: string): Sample[] {
  const file = join(import.meta.dirname, 'sets', `${name}.jsonl`)
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line) as Sample)
}

/** As of a firm whose own names stand in none of them. */
export function kindsIn({ field, text }: Sample): SuspicionKind[] {
  return foundIn(mask(text, []), prose.includes(field), isEnglish).map(({ kind }) => kind)
}

/** Nothing of it is left for a model: it was found, or long numbers and addresses became words. */
export function isKept(sample: Sample): boolean {
  return kindsIn(sample).length > 0 || mask(sample.text, []) !== sample.text
}
