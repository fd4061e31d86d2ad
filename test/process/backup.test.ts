import { execFileSync, spawnSync } from 'node:child_process'
import { globSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { postgresInstallLine } from '../../dev/postgres.ts'
import { type Database, openDatabase } from '../../store/database/database.ts'
import { createStores } from '../../store/stores.ts'
import { emptyPostgres, vault } from '../databases.ts'
import { needs, run } from '../documents/foreign.ts'
import { newOrder } from '../store/new-order.ts'
import { emptyFolder, oneLine } from './programs.ts'

const scripts = join(import.meta.dirname, '..', '..', 'deploy')

function deploy(script: string, args: readonly string[], settings: Record<string, string>) {
  const env = { PATH: process.env['PATH'] ?? '', ...settings }
  const { status, stderr } = spawnSync(join(scripts, script), [...args], { env, encoding: 'utf8' })
  return { code: status, said: stderr }
}

const somewhere = { BACKUP_DIR: '/nowhere/backups' }
const password = 'hunter2'
const away = `postgres://shop:${password}@127.0.0.1:1/shop`

it.each([
  ['where backups go', ['keys'], {}, /BACKUP_DIR is not set/],
  ['a database', ['keys'], somewhere, /DATABASE_URL is not set/],
  ['a folder', ['packs'], { ...somewhere, STORE_URL: 's3://packs' }, /STORE_URL is a bucket/],
  ['files', ['packs'], { ...somewhere, STORE_URL: 'file:/nowhere' }, /no folder \/nowhere/],
])('backing up without %s exits 1 in one line', (_, args, settings, sentence) => {
  const { code, said } = deploy('backup.sh', args, settings)
  expect([code, said]).toEqual([1, expect.stringMatching(oneLine)])
  expect(said).toMatch(sentence)
})

it.each(['backup.sh', 'restore.sh'])('%s exits 2 for what it does not know', (script) => {
  expect(deploy(script, ['everything'], somewhere)).toEqual({
    code: 2,
    said: expect.stringMatching(oneLine),
  })
})

it.each(['backup.sh', 'restore.sh'])(
  '%s says in one line that the database is away, and not its password',
  (script) => {
    const settings = { BACKUP_DIR: emptyFolder(), DATABASE_URL: away }
    mkdirSync(join(settings.BACKUP_DIR, 'database', '20260101T000000Z.dump'), { recursive: true })
    const { code, said } = deploy(script, ['database'], settings)
    expect([code, said]).toEqual([1, expect.stringMatching(oneLine)])
    expect(said).toContain('port 1 failed')
    expect(said).not.toContain(password)
  },
)

const shellcheck = needs('shellcheck', 'shellcheck')
it.skipIf(shellcheck.missing)(`${shellcheck.title} has nothing to say`, () => {
  const files = globSync(join(scripts, '*.sh'))
  expect(run('shellcheck', ['-x', ...files])).toBe('')
})

const absent = inject('postgres') === null
const title = absent ? `backups (${postgresInstallLine})` : 'backups'

describe.skipIf(absent)(title, () => {
  let url: string
  let database: Database
  beforeAll(async () => {
    url = await emptyPostgres()
    database = await openDatabase({ url, folder: '', vault })
    await createStores(database).orders.create(newOrder())
  })
  afterAll(() => database.close())

  /** In a folder of its own. @returns what it holds of that */
  function backedUp(what: 'database' | 'keys', BACKUP_DIR = emptyFolder()) {
    const settings = { DATABASE_URL: url, BACKUP_DIR }
    expect(deploy('backup.sh', [what], settings)).toEqual({ code: 0, said: '' })
    return readdirSync(join(BACKUP_DIR, what)).map((name) => join(BACKUP_DIR, what, name))
  }

  it('of the database hold its orders, and no key', () => {
    const [dump = ''] = backedUp('database')
    const sql = run('pg_restore', ['--data-only', '--file=-', dump])
    expect(sql).toMatch(/^COPY public\.orders .+\nord_/m)
    expect(sql).not.toContain('COPY public.order_keys')
  })

  const hoursAgo = (hours: number) => {
    const time = new Date(Date.now() - hours * 3_600_000).toISOString()
    return `${time.slice(0, 19).replace(/[-:]/g, '')}Z.keys`
  }

  it('of the keys have ended by KEY_BACKUP_DAYS, also where the next one is made a day later', () => {
    const folder = emptyFolder()
    const kept = hoursAgo(6 * 24 - 1)
    for (const name of [hoursAgo(8 * 24), hoursAgo(6 * 24 + 1), kept])
      mkdirSync(join(folder, 'keys', name), { recursive: true })
    expect(backedUp('keys', folder).map((path) => basename(path))).toEqual([
      kept,
      expect.stringMatching(/Z\.keys$/),
    ])
  })

  it('of the keys end by their time also where no new ones can be made, but not a day early', () => {
    const folder = emptyFolder()
    const kept = hoursAgo(6 * 24 + 1)
    for (const name of [hoursAgo(7 * 24 + 1), kept])
      mkdirSync(join(folder, 'keys', name), { recursive: true })
    expect(deploy('backup.sh', ['keys'], { BACKUP_DIR: folder, DATABASE_URL: away }).code).toBe(1)
    const left = readdirSync(join(folder, 'keys')).filter((name) => name.endsWith('.keys'))
    expect(left).toEqual([kept])
  })

  it('tell Prometheus when they were made', () => {
    const BACKUP_METRICS = emptyFolder()
    const settings = { DATABASE_URL: url, BACKUP_DIR: emptyFolder(), BACKUP_METRICS }
    expect(deploy('backup.sh', ['keys'], settings)).toEqual({ code: 0, said: '' })
    const told = readFileSync(join(BACKUP_METRICS, 'packhorse-keys.prom'), 'utf8')
    expect(told).toMatch(/^packhorse_backup_seconds\{what="keys"\} \d{10}\n$/)
  })

  it('are not restored over a database that is in use', () => {
    const BACKUP_DIR = emptyFolder()
    backedUp('database', BACKUP_DIR)
    const { code, said } = deploy('restore.sh', ['database'], { DATABASE_URL: url, BACKUP_DIR })
    expect([code, said]).toEqual([1, expect.stringMatching(oneLine)])
    expect(said).toContain('has tables')
  })

  it('of the database alone bring orders without a key, and those are named', async () => {
    const BACKUP_DIR = join(emptyFolder(), 'Ada’s and Ben\'s "backups"')
    backedUp('database', BACKUP_DIR)
    backedUp('keys', BACKUP_DIR)
    const { order_id: lost } = await database.db
      .selectFrom('order_keys')
      .select('order_id')
      .executeTakeFirstOrThrow()
    const keys = join(BACKUP_DIR, 'keys', readdirSync(join(BACKUP_DIR, 'keys'))[0] ?? '')
    writeFileSync(join(keys, 'order_keys'), '')
    const env = { PATH: process.env['PATH'] ?? '', DATABASE_URL: await emptyPostgres(), BACKUP_DIR }
    const restore = (what: string) =>
      execFileSync(join(scripts, 'restore.sh'), [what], { env, encoding: 'utf8' })
    restore('database')
    expect(restore('keys')).toContain(lost)
  })
})
