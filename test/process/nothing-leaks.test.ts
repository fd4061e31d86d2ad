import { once } from 'node:events'
import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { emptyPostgres } from '../databases.ts'
import { storageFolder, storeOfTests } from '../stores.ts'
import { emptyFolder, start } from './programs.ts'

/** What the sample firm answers with, and nobody else says; long enough not to stand in noise by chance. */
const names = [
  'Harbour Lane',
  'harbourlanebakery',
  'SC998877',
  'EH6 6QX',
  '496 0142',
  'Moira Sinclair',
  'Sinclair',
  'Fairlie',
  'the Younger',
  'BrightHR',
]

const databases = [['PGlite', null] as const, ['PostgreSQL', inject('postgres')] as const]

describe.each(databases.filter(([name, url]) => name === 'PGlite' || url !== null))(
  'after all that may happen to an order, on %s',
  (name) => {
    let places: Map<string, Buffer>
    let order: string
    beforeAll(async () => {
      const folder = emptyFolder()
      const database = name === 'PGlite' ? '' : await emptyPostgres()
      const store = storeOfTests()
      const args = [folder, inject('temporal'), JSON.stringify(store), database]
      const child = start('test/process/whole-run.ts', args, {})
      const [said, log, [code]] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        once(child, 'exit'),
      ])
      if (code !== 0) throw new Error(`The run ended with ${code}: ${log.slice(-2_000)}`)
      order = said.trim()
      const kept = filesBelow(storageFolder(store, join(folder, 'data')), 'storage/')
      places = new Map([['log', Buffer.from(log)], ...filesBelow(folder), ...kept])
    })

    it('each place knows the order, so that something was looked at', () => {
      expect(order).toMatch(/^ord_/)
      for (const place of ['log', 'histories.json', 'database.txt'])
        expect(places.get(place)?.toString(), place).toContain(order)
      expect(places.get('metrics.txt')?.toString()).toContain('packhorse_orders_total')
      expect([...places.keys()]).toContainEqual(expect.stringContaining(`packs/${order}`))
    })

    it('none of them knows a word of what its customer answered', () => {
      expect(places.size).toBeGreaterThan(20)
      for (const [place, bytes] of places) expect(foundIn(bytes), place).toEqual([])
    })

    it('no file of it is one that a reader opens', () => {
      const files = [...places].filter(([place]) => /\/(packs|pages|ahead)\//.test(place))
      // One that is being written just then may have nothing in it yet.
      for (const [place, bytes] of files)
        if (bytes.length > 0) expect(bytes.subarray(0, 4).toString('latin1'), place).toBe('PHB1')
      expect(files.filter(([, { length }]) => length > 0).length).toBeGreaterThan(10)
    })
  },
)

/** Read at once: the folder goes with the first test. */
function filesBelow(folder: string, before = ''): [string, Buffer][] {
  return globSync('**/*', { cwd: folder })
    .filter((file) => statSync(join(folder, file)).isFile())
    .map((file) => [`${before}${file}`, readFileSync(join(folder, file))])
}

/** As it stands, in any case; as base64 of it, wherever it begins; as a column of bytes shows it. */
function foundIn(bytes: Buffer): string[] {
  const said = bytes.toString('latin1')
  const lower = said.toLowerCase()
  return names.filter(
    (name) =>
      lower.includes(name.toLowerCase()) ||
      lower.includes(Buffer.from(name).toString('hex')) ||
      base64FormsOf(name).some((form) => said.includes(form)),
  )
}

/** Of three alignments, without the characters that what stands beside it decides; too short ones stand in noise. */
function base64FormsOf(name: string): string[] {
  const forms = [0, 1, 2].map((before) => {
    const encoded = Buffer.from('\0'.repeat(before) + name).toString('base64')
    return encoded.replace(/=+$/, '').slice(before === 0 ? 0 : before + 1, -2)
  })
  return forms.filter(({ length }) => length >= 8)
}
