import { writeFileSync } from 'node:fs'
import { failWith, UsageError } from '../clients/failure.ts'
import { presentPrefixes, readPrefixes, recordedPrefixes, unversioned } from './prompt-prefixes.ts'

/** Records how the prompts begin by now; refused where a version did not rise with its prompt. */
async function main() {
  const present = presentPrefixes()
  const [refused] = unversioned(present, readPrefixes())
  if (refused !== undefined) throw new UsageError(refused)
  writeFileSync(recordedPrefixes, `${JSON.stringify(present, null, 2)}\n`)
}

await main().catch(failWith)
