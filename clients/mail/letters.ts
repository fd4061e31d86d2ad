import { opendir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { type LetterKey, letterOf } from '../../pack/letter.ts'

export interface ReceivedLetter extends LetterKey {
  /** E-mail addresses, of copies too. */
  readonly to: readonly string[]
  /** Its date. ISO 8601, UTC; null: it has none. */
  readonly writtenAt: string | null
}

/**
 * The letters of ours that lie in a folder, each a file `*.eml` as it came over the wire; others are
 * passed over.
 *
 * @throws Error when the folder cannot be read
 */
export async function* readLetters(folder: string): AsyncGenerator<ReceivedLetter> {
  const entries = await opendir(folder).catch((cause: NodeJS.ErrnoException) => {
    throw new Error(
      `The mail in ${folder} cannot be read (${cause.code}); --mail names a folder of .eml files.`,
      { cause },
    )
  })
  for await (const { name } of entries) {
    if (!name.endsWith('.eml')) continue
    const letter = await letterIn(await readFile(join(folder, name)))
    if (letter !== null) yield letter
  }
}

/** Null: it is none of ours. */
export async function letterIn(raw: Uint8Array | string): Promise<ReceivedLetter | null> {
  const { messageId, date, ...heads } = await PostalMime.parse(raw)
  const key = letterOf(messageId ?? '')
  const named = [heads.to, heads.cc, heads.bcc].flatMap((some) => some ?? [])
  // A group has members in the place of an address.
  const to = named.flatMap(({ address, group }) =>
    group ? group.map((member) => member.address) : (address ?? ''),
  )
  return key && { ...key, to, writtenAt: isoOf(date) }
}

function isoOf(date: string | undefined): string | null {
  const at = new Date(date ?? '')
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}
