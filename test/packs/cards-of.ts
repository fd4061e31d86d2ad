import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { EvidenceCard } from '../../knowledge/cards.ts'

/** Every evidence card of a pack, whomever it serves. */
export function cardsOf(pack: string): EvidenceCard[] {
  const folder = join(import.meta.dirname, '..', '..', 'knowledge', pack)
  const files = readdirSync(folder).filter(
    (file) => file.endsWith('.yaml') && file !== 'sources.yaml',
  )
  return files.flatMap((file) => parse(readFileSync(join(folder, file), 'utf8')) as EvidenceCard[])
}
