import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { catalogue } from '../catalogue/catalogue.ts'
import { prefixOf } from '../pack/prompts.ts'

/** What every prompt of an operation begins with, whoever the firm is: servers keep it cached. */
const prefix = z.strictObject({
  promptVersion: z.string(),
  /** Of UTF-8. */
  bytes: z.int(),
  sha256: z.string(),
})

const prefixes = z.record(z.string(), prefix)

type Prefixes = z.infer<typeof prefixes>

export const recordedPrefixes = join(
  import.meta.dirname,
  '../test/inference/fixtures/prompt-prefixes.json',
)

export const recordLine = 'node dev/record-prefixes.ts'

export function readPrefixes(): Prefixes {
  return prefixes.parse(JSON.parse(readFileSync(recordedPrefixes, 'utf8')))
}

/** By operation. */
export function presentPrefixes(): Prefixes {
  const artefacts = Object.values(catalogue).flatMap((pack) => pack.artefacts)
  const entries = artefacts.map((artefact) => {
    const { system, task } = prefixOf(artefact)
    const text = `${system}\n${task}`
    const sha256 = createHash('sha256').update(text).digest('hex')
    const { operation, promptVersion } = artefact
    return [operation, { promptVersion, bytes: Buffer.byteLength(text), sha256 }]
  })
  return Object.fromEntries(entries)
}

/** One sentence for each operation whose prefix changed under the same version. */
export function unversioned(present: Prefixes, recorded: Prefixes): string[] {
  return Object.entries(present).flatMap(([operation, now]) => {
    const then = recorded[operation]
    if (then?.promptVersion !== now.promptVersion || then.sha256 === now.sha256) return []
    return [
      `The prompt of ${operation} begins otherwise than before (${now.bytes} bytes, not ${then.bytes}) under the same promptVersion ${now.promptVersion}; raise it, then run “${recordLine}”.`,
    ]
  })
}
