import { type ArmTallies, type Canary, enough, gates } from '../../pack/canary.ts'
import type { CanaryAnswer } from '../../site/canaries.ts'

/** What is tried, how it does, and what was tried before. */
export function linesOf({ running, past }: CanaryAnswer): string[] {
  const before = past.map((one) => `${scopeOf(one)}: ${one.ending} ${one.endedAt}, ${one.reason}.`)
  if (running === null) return ['No candidate is under way.', ...before]
  const { tallies, fault, hasPassed, startedAt, by, why } = running
  const standing = hasPassed
    ? 'It has passed: npm run promote without --canary gives it to all.'
    : fault === null
      ? `It passes after ${enough} texts, of which it has ${tallies.candidate.invalid.of}.`
      : `It goes back: ${fault}.`
  return [
    `${scopeOf(running)}, since ${startedAt}, by ${by}: ${why}.`,
    ...gates.map((gate) => gateLine(gate, tallies.candidate, tallies.control)),
    standing,
    ...before,
  ]
}

function scopeOf({ kind, name, share, operation, tier, isShadow }: Canary): string {
  const of = [operation, tier].filter((one) => one !== null).join(', ')
  const given = isShadow ? `asked besides for ${share} %` : `for ${share} %`
  return `${kind} ${name} ${given} of the orders${of === '' ? '' : ` (${of})`}`
}

function gateLine(gate: keyof ArmTallies, its: ArmTallies, theirs: ArmTallies): string {
  const words = ({ bad, of }: { bad: number; of: number }) => `${bad} of ${of}`
  return `  ${gate.padEnd(10)} ${words(its[gate])}, of the others ${words(theirs[gate])}`
}
