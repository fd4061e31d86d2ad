import { stemsOf } from '../prose/about.ts'
import { provisions } from './grounding.ts'

/** Least share of the words of meaning by which a piece of evidence is said again. */
const leastSaid = 0.6

/** Evidence that is said again, with the provision that stands in it. */
export function isQuoted(short: string, sentence: string, grounds: string): boolean {
  const said = new Set(stemsOf(sentence))
  return grounds.split('\n').some((line) => {
    if (!line.startsWith('- ') || !provisions(line).some((one) => one.short === short)) return false
    const words = stemsOf(line.replace(/\([^()]*(?:\([^()]*\)[^()]*)*\)$/, ''))
    return words.filter((word) => said.has(word)).length >= words.length * leastSaid
  })
}
