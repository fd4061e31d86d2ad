import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { breachesOf } from '../../dev/check/law.ts'
import { type Manifest, manifest } from '../../documents/manifest-schema.ts'
import { needs } from '../documents/foreign.ts'
import { type ReadEntry, readZip } from '../documents/zip-reader.ts'
import { addPack, copyTree, importLine, read } from './tree.ts'
import type { Findings } from './try-pack.ts'

// Decision 301 and issue 4: a pack is files of its own and one line of the catalogue.
const copy = copyTree()
addPack(copy.path)
afterAll(() => rmSync(copy.path, { recursive: true }))

const execute = promisify(execFile)
const pdftoppm = needs('pdftoppm', 'poppler-utils')

interface TestReport {
  readonly success: boolean
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string }[]
  }[]
}

function run(script: string, ...args: string[]) {
  const options = { cwd: copy.path, maxBuffer: 1e8 }
  return execute(process.execPath, [join(copy.path, script), ...args], options)
}

/** Tries a pack in the copy. */
async function tried(pack: string): Promise<{ folder: string; findings: Findings }> {
  const folder = join(copy.path, 'out', pack)
  mkdirSync(folder, { recursive: true })
  const { stdout } = await run('test/second-pack/try-pack.ts', pack, folder)
  return { folder, findings: JSON.parse(stdout) as Findings }
}

async function verified(folder: string, release: string): Promise<string> {
  const zip = join(folder, `${release}.zip`)
  return (await run('commands/verify.ts', zip, '--key', join(folder, 'key.pem'))).stdout
}

describe('a second pack', () => {
  const lines = (text = '') => text.split('\n')
  const after = read(copy.path, copy.holds.keys())

  test('changes no file of ours but the catalogue', () => {
    const changed = [...after].filter(([file, text]) => text !== copy.holds.get(file))
    expect(changed.map(([file]) => file)).toEqual(['catalogue/catalogue.ts'])
  })

  test('changes of the catalogue its one line, and imports the pack there', () => {
    const [before, now] = [copy.holds, after].map((tree) =>
      lines(tree.get('catalogue/catalogue.ts')),
    )
    expect(now!.filter((line) => !before!.includes(line))).toEqual([
      importLine,
      expect.stringMatching(/^export const catalogue: .*, infosec \}$/),
    ])
    expect(before!.filter((line) => !now!.includes(line))).toHaveLength(1)
  })

  test('keeps the law of the house', async () => {
    expect(await breachesOf(copy.path, ['catalogue/infosec.ts'])).toEqual([])
  })

  test.skipIf(pdftoppm.missing)(
    `passes, once its pictures are taken, every test that each pack has to pass (${pdftoppm.title})`,
    async () => {
      await run('dev/previews.ts')
      const vitest = 'node_modules/vitest/vitest.mjs'
      const report = join(copy.path, 'out', 'report.json')
      const options = ['--config', '.vitest.config.ts', '--reporter=json', '--outputFile', report]
      await run(vitest, 'run', ...options, '--project', 'unit', 'test/packs')
      const { success, testResults } = JSON.parse(readFileSync(report, 'utf8')) as TestReport
      const titles = testResults.flatMap((file) => file.assertionResults.map((it) => it.fullName))
      expect(success).toBe(true)
      expect(titles.filter((title) => title.includes('infosec')).length).toBeGreaterThan(100)
    },
    600_000,
  )
})

describe('the shop with a second pack', () => {
  let findings: Findings
  let folder: string
  beforeAll(async () => {
    ;({ findings, folder } = await tried('infosec'))
  }, 600_000)

  test('accepts each static form, the five gravest risks among them', () => {
    const rows = ['passwords', 'malware', 'loss', 'mistakes', 'supplier']
    const parts = ['scope-statement', ...rows.map((row) => `risk-narratives/${row}`)]
    expect(findings.parts.map(({ name }) => name)).toEqual(parts)
    expect(findings.parts.flatMap(({ faults }) => faults)).toEqual([])
  })

  test('asks a model for each part with its evidence and without a name of the firm', () => {
    for (const { prompt } of findings.parts) {
      expect(prompt).toContain('[[COMPANY]]')
      expect(prompt).toContain('ISO/IEC 27001:2022')
      expect(prompt).not.toMatch(/Tarn|Okoro|Hale/)
    }
  })

  test('tells the model where a decided measure stands, and never what it is', () => {
    const passwords = findings.parts.find(({ name }) => name.endsWith('/passwords'))
    expect(passwords?.prompt).toContain('[[MEASURE]]: the measure, a noun phrase')
    expect(passwords?.prompt).not.toContain('a second factor on every mailbox')
  })

  test.each(['v1', 'v2'])('delivers a %s that verifies', async (release) => {
    expect(await verified(folder, release)).toContain('genuine and whole')
  })

  test('shows the pack in the catalogue', () => {
    const { status, body } = findings.pages['/'] ?? {}
    expect(status).toBe(200)
    expect(body).toContain('Scope and context of information security')
    expect(body).toContain('/packs/infosec/sample.zip')
  })

  test('asks its questions in the form and as JSON Schema', () => {
    const form = findings.pages['/packs/infosec']
    const questions = findings.pages['/packs/infosec/questions.json']
    expect(form?.body).toContain('name="scope.sites.0.name"')
    expect(JSON.parse(questions?.body ?? '')).toMatchObject({
      properties: { risks: { properties: { threats: { title: 'What could hurt you?' } } } },
    })
  })

  test('gives a sample away', () => {
    expect(findings.pages['/packs/infosec/sample.zip']?.status).toBe(200)
  })

  test('still delivers the first pack', async () => {
    const first = await tried('gdpr')
    expect(await verified(first.folder, 'v1')).toContain('genuine and whole')
    expect(await verified(first.folder, 'v2')).toContain('genuine and whole')
  }, 600_000)

  describe.each([
    ['v1', 'static', true],
    ['v2', 'model', false],
  ])('%s', (release, source, degraded) => {
    let files: Map<string, ReadEntry['bytes']>
    let listed: Manifest
    beforeAll(async () => {
      const entries = await readZip(readFileSync(join(folder, `${release}.zip`)))
      const top = `infosec-pack-tarn-software-ltd-${release}/`
      files = new Map(entries.map(({ path, bytes }) => [path.replace(top, ''), bytes]))
      listed = manifest.parse(JSON.parse(String(files.get('manifest.json'))))
    })

    test('holds each document in its formats, and what every pack holds', () => {
      const documents = ['01-scope.docx', '01-scope.pdf', '04-risk-register.pdf']
      const notices = ['LICENCE', 'DISCLAIMER', 'AI-NOTICE', 'SOURCES', 'CHANGELOG'].flatMap(
        (name) => [`${name}.md`, `${name}.pdf`],
      )
      const seals = ['manifest.json', 'manifest.json.sig', 'SHA256SUMS']
      const own = [...documents, '04-risk-register.xlsx', '00-README.pdf', '00-README.md']
      expect([...files.keys()].sort()).toEqual([...own, ...notices, ...seals].sort())
    })

    test('names the pack and the origin of each section in its manifest', () => {
      expect(listed).toMatchObject({ pack: 'infosec', degraded, jurisdictions: ['EU', 'UK'] })
      const sections = listed.files.flatMap((file) => file.sections)
      expect([...new Set(sections.map((section) => section.source))]).toEqual([source])
    })

    test('says nothing of data protection', () => {
      const texts = [...files].filter(([path]) => path.endsWith('.md'))
      expect(texts).toHaveLength(6)
      for (const [, bytes] of texts) expect(String(bytes)).not.toMatch(/GDPR|personal data/i)
    })

    test('tells for what and for whom it is, and what it rests on', () => {
      expect(String(files.get('00-README.md'))).toMatch(/ISO\/IEC 27001:2022.*Cyber Essentials/)
      expect(String(files.get('LICENCE.md'))).toContain('Tarn Software Ltd')
      expect(String(files.get('SOURCES.md'))).toContain('https://www.iso.org/standard/27001')
    })
  })
})
