import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { packs } from './firms.ts'

const root = join(import.meta.dirname, '..', '..')

/** SHA-256 of every text that a pack prints, by content version, as it was released. */
type Released = Readonly<Record<string, string>>

function releasedOf(pack: string): Released {
  const file = join(import.meta.dirname, 'released', `${pack}.json`)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Released) : {}
}

function textsOf(pack: string): string {
  const own = ['templates', 'fallbacks', 'knowledge'].map((room) => `${room}/${pack}`)
  const files = ['templates/every-pack', ...own].flatMap(filesIn).sort()
  const hash = createHash('sha256')
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

function filesIn(room: string): string[] {
  const entries = readdirSync(join(root, room), { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && /\.(hbs|yaml|json)$/.test(entry.name))
  return files.map(({ parentPath, name }) => relative(root, join(parentPath, name)))
}

// The manifest names the content that printed a pack: one version, one content.
test.each(packs)('$id has other texts only under another content version', ({ id, pack }) => {
  const { [pack.contentVersion]: recorded = textsOf(id) } = releasedOf(id)
  expect(textsOf(id)).toBe(recorded)
})

test.runIf(process.env['RELEASE']).each(packs)('$id is released as it stands', ({ id, pack }) => {
  expect(releasedOf(id)).toHaveProperty([pack.contentVersion], textsOf(id))
})
