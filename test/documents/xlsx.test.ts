import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { gdpr } from '../../catalogue/gdpr.ts'
import { composePack } from '../../documents/compose/compose.ts'
import type { Printable } from '../../documents/printable.ts'
import type { Block, ColumnType } from '../../documents/text/blocks.ts'
import { parseMarkdown } from '../../documents/text/parse.ts'
import { daysOf } from '../../documents/xlsx/date.ts'
import { type Register, registersOf } from '../../documents/xlsx/register.ts'
import { renderXlsx } from '../../documents/xlsx/render.ts'
import { sheetNames } from '../../documents/xlsx/sheet-names.ts'
import { firms, orderOf } from '../packs/firms.ts'
import { columnOf, document, hostile, register } from './registers.ts'
import { firstRelease } from './rig.ts'
import { readZip } from './zip-reader.ts'

async function partsOf(printable: Printable): Promise<Record<string, string>> {
  const entries = await readZip(await renderXlsx(printable, 'key'))
  return Object.fromEntries(entries.map(({ path, bytes }) => [path, bytes.toString()]))
}

test('a workbook is the same in another process, time zone and locale', async () => {
  const here = await renderXlsx(register, 'key')
  const script = `
    const { renderXlsx } = await import(process.argv[1])
    process.stdout.write(await renderXlsx(JSON.parse(process.argv[2]), 'key'))`
  const module = pathToFileURL(join(import.meta.dirname, '../../documents/xlsx/render.ts')).href
  const args = ['--input-type=module', '-e', script, module, JSON.stringify(register)]
  for (const [TZ, LC_ALL] of [
    ['Pacific/Kiritimati', 'de_DE.UTF-8'],
    ['Pacific/Pago_Pago', 'tr_TR.UTF-8'],
  ]) {
    const elsewhere = execFileSync(process.execPath, args, { env: { ...process.env, TZ, LC_ALL } })
    expect(elsewhere.equals(here), TZ).toBe(true)
  }
})

test('a document without registers is refused by its title', async () => {
  const prose = document([{ type: 'paragraph', content: [{ text: 'Words' }] }])
  await expect(renderXlsx(prose, 'key')).rejects.toThrow(/"Record of processing" has nothing/)
})

test('a name of forty characters is refused', async () => {
  const long = { ...columnOf(['x']), name: 'n'.repeat(40) } as Block
  await expect(renderXlsx(document([long]), 'key')).rejects.toThrow(/31 characters/)
})

test('names are unique whatever their capitals, and none is one that Excel refuses', () => {
  const long = 'a'.repeat(31)
  expect(sheetNames(['About', 'ABOUT', 'History', "'quoted'", "''", long, long])).toEqual([
    'About',
    'ABOUT (2)',
    'History (2)',
    'quoted',
    'Sheet',
    long,
    `${'a'.repeat(27)} (2)`,
  ])
})

test('no cell has a formula, and control characters are gone', async () => {
  const values = [...hostile, 'bell\u0007, half \ud800, end \uffff']
  const parts = await partsOf(document([columnOf(values)]))
  const sheet = parts['xl/worksheets/sheet2.xml'] ?? ''
  expect(sheet).toContain('=cmd|')
  expect(sheet).toContain('bell, half , end <')
  expect(Object.values(parts).join('')).not.toMatch(/<f[ >]/)
})

test('a column of a sheet takes what its type says, and known dates are dates', async () => {
  const markdown = `
:::sheet{id="checks" name="Checks" types="|date|Yes; No"}
| What | Done on | Fine? |
| --- | --- | --- |
| Locks | 21 November 2026 | Yes |
| Doors | 31 Smarch 2026 | No |
:::
`
  const standard = () => ({ label: 'Standard text', tailored: false })
  const parts = await partsOf(document(parseMarkdown(markdown, standard)))
  const sheet = parts['xl/worksheets/sheet2.xml'] ?? ''
  expect(sheet).toMatch(/<dataValidation type="date"[^>]* sqref="B2:B103">/)
  expect(sheet).toMatch(/<dataValidation type="list"[^>]* sqref="C2:C103">/)
  // Day 46347 of the calendar that Excel keeps.
  expect(sheet).toMatch(/<c r="B2" s="\d+"><v>46347<\/v><\/c>/)
  expect(sheet).toMatch(/<c r="B3" [^>]*t="inlineStr">/)
})

test('what a register holds already fits its columns, for every firm', () => {
  const unfit = firms.flatMap(({ name, answers }) => {
    const order = orderOf(answers)
    const { documents } = composePack(gdpr, order, firstRelease(order))
    const sheets = documents.filter(({ format }) => format === 'xlsx')
    return sheets
      .flatMap(({ printable }) => registersOf(printable.blocks))
      .flatMap((register) => unfitIn(register).map((words) => [name, register.name, words]))
  })
  expect(unfit).toEqual([])
})

function unfitIn({ columns, rows }: Register): string[] {
  return columns.flatMap(({ type }, index) =>
    rows.map((row) => row[index] ?? '').filter((words) => words !== '' && !fits(words, type)),
  )
}

function fits(words: string, type: ColumnType): boolean {
  if (type === 'text') return true
  return type === 'date' ? daysOf(words) !== null : type.includes(words)
}

test('a cell holds no more than Excel reads', async () => {
  const parts = await partsOf(document([columnOf(['=', 'x'.repeat(40_000)])]))
  expect(parts['xl/worksheets/sheet2.xml']).toMatch(/>x{32767}</)
})

test('a footer holds no more than Excel reads, and no code of the company', async () => {
  const footer = ['&P & Sons '.repeat(60)]
  const parts = await partsOf(document([columnOf(['x'])], { footer }))
  const [, written = ''] = /<oddFooter>(.*)<\/oddFooter>/.exec(
    parts['xl/worksheets/sheet2.xml'] ?? '',
  ) as RegExpExecArray
  const read = written.replaceAll('&#38;', '&')
  expect(read.length).toBeLessThanOrEqual(255)
  expect(read.replaceAll('&&', '').match(/&./g)).toEqual(['&L', '&R', '&P', '&N'])
})

test('the file says that a model wrote part of it, and only then', async () => {
  const source = 'compositeWithTrainedAlgorithmicMedia'
  expect((await partsOf(register))['docProps/custom.xml']).toContain(source)
  const parts = await partsOf({ ...register, tailored: false })
  expect(Object.values(parts).join('')).not.toContain(source)
})
