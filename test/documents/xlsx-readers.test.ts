import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderXlsx } from '../../documents/xlsx/render.ts'
import { needs, needsPython, python, run } from './foreign.ts'
import { convert } from './libre-office.ts'
import { attack, document, hostile, label, manyWords, register } from './registers.ts'
import { temporaryFolder } from './rig.ts'

const folder = temporaryFolder()
let registerFile: string
let attackFile: string

beforeAll(async () => {
  registerFile = folder.write('register.xlsx', await renderXlsx(register, 'key'))
  attackFile = folder.write('attack.xlsx', await renderXlsx(attack, 'key'))
})

afterAll(() => folder.remove())

interface ReadSheet {
  name: string
  state: string
  rows: (string | null)[][]
  kinds: string[]
  formats: string[]
  quoted: string[]
  frozen: string | null
  filter: string | null
  titles: string | null
  columns: string | null
  landscape: boolean
  pages: number[]
  fits: boolean
  footer: string[]
  widths: number[]
  links: string[]
  validations: Record<string, unknown[]>
}

function openpyxl(file: string): { properties: string[]; sheets: ReadSheet[] } {
  return JSON.parse(run(python, [join(import.meta.dirname, 'read-workbook.py'), file]))
}

const library = needsPython('openpyxl', 'python3-openpyxl')
describe.skipIf(library.missing)(library.title, () => {
  let sheets: ReadSheet[]
  let properties: string[]
  const sheet = (name: string) => sheets.find((it) => it.name === name) as ReadSheet

  beforeAll(() => {
    const read = openpyxl(registerFile)
    sheets = read.sheets
    properties = read.properties
  })

  test('there is a sheet for each register and log, in reading order, and hidden lists', () => {
    expect(sheets.map(({ name, state }) => [name, state])).toEqual([
      ['About', 'visible'],
      ['Activities', 'visible'],
      ['Breach log', 'visible'],
      ['breach LOG (2)', 'visible'],
      ['Choices', 'hidden'],
    ])
  })

  test('a register holds its rows, and a hundred more are ready', () => {
    const { rows } = sheet('Activities')
    expect(rows.slice(0, 4)).toEqual([
      ['Activity', 'Kept for'],
      ['Paying staff, in London', '6 years'],
      ['Newsletter', 'as the policy says (https://example.org/policy)'],
      [null, null],
    ])
    expect(rows).toHaveLength(103)
    expect(sheet('Breach log').rows).toHaveLength(101)
  })

  test('the head stays in sight, filters every row and is repeated in print', () => {
    for (const [name, filter] of [
      ['Activities', 'A1:B103'],
      ['Breach log', 'A1:F101'],
      ['breach LOG (2)', 'A1:B101'],
    ] as const) {
      const { frozen, titles, landscape, pages, fits, footer, ...read } = sheet(name)
      expect({ frozen, titles, filter: read.filter }).toEqual({
        frozen: 'A2',
        titles: '$1:$1',
        filter,
      })
      expect({ landscape, pages, fits }).toEqual({ landscape: true, pages: [1, 0], fits: true })
      expect(footer[0]).toMatch(/^Ö && Sons/)
      expect(footer[1]).toBe('Page &P of &N')
      for (const width of read.widths) {
        expect(width).toBeGreaterThanOrEqual(10)
        expect(width).toBeLessThanOrEqual(48)
      }
    }
  })

  test('each column takes what its type says', () => {
    expect(sheet('Breach log').validations).toEqual({
      'A2:A101': ['date', 'greaterThanOrEqual', '1', 'Aware on', true, true],
      'B2:B101': ['whole', 'greaterThanOrEqual', '0', 'People', true, true],
      'C2:C101': ['list', null, '"Yes,No"', 'Told', true, true],
      'D2:D101': ['list', null, "'Choices'!$A$1:$A$2", 'Risk', true, true],
      'F2:F101': ['list', null, "'Choices'!$B$1:$B$40", 'Cause', true, true],
    })
    expect(sheet('Breach log').formats).toEqual(['dd/mm/yyyy', '0', '@', '@', '@', '@'])
    expect(
      sheet('Choices')
        .rows.map(([first]) => first)
        .slice(0, 3),
    ).toEqual(['Low', 'High, and for many', null])
    expect(sheet('Choices').rows.map(([, second]) => second)).toEqual(manyWords)
  })

  test('the first sheet says whose it is, who wrote what, and leads to the others', () => {
    const { rows, links } = sheet('About')
    expect(rows).toContainEqual(['Record of processing', null])
    expect(rows).toContainEqual(['Company', 'Ö & Sons'])
    expect(rows).toContainEqual(['Owner', 'Ann'])
    expect(rows).toContainEqual(['Who wrote it', 'Parts were written by a language model.'])
    expect(rows).toContainEqual(['Please note', 'A starting point, not legal advice'])
    expect(rows).toContainEqual(['Activities', `Rows: 2 filled in, 100 ready. ${label}`])
    expect(rows).toContainEqual(['Breach log', 'Rows: 100 ready'])
    expect(links).toEqual(["'Activities'!A1", "'Breach log'!A1", "'breach LOG (2)'!A1"])
  })

  test('a register too wide for a page keeps its first column in sight and on each page', async () => {
    const log = { type: 'log', id: 'wide', sheet: 'Wide', rows: 1 } as const
    const columns = Array.from({ length: 14 }, (_, index) => `Column ${index}`)
    const wide = document([{ ...log, columns, types: columns.map(() => 'text' as const) }])
    const file = folder.write('wide.xlsx', await renderXlsx(wide, 'key'))
    const [, read] = openpyxl(file).sheets
    expect(read?.pages).toEqual([2, 0])
    expect([read?.frozen, read?.columns, read?.titles]).toEqual(['B2', '$A:$A', '$1:$1'])
  })

  test('its dates are those of the document', () => {
    const date = '2026-11-21T10:00:00'
    expect(properties).toEqual(['Record of processing', 'en-GB', date, date])
  })

  test('what looks like a formula is text that stays text', () => {
    const [, values] = openpyxl(attackFile).sheets
    expect(values?.name).toBe(`"R&D" <Tom's>`)
    // Strings and empty cells; formulas would be of kind f.
    expect(values?.kinds).toEqual(['n', 's'])
    expect(values?.quoted).toEqual(['A1', 'A2', 'A3', 'A4', 'A5', 'A6'])
  })
})

const soffice = needs('soffice', 'libreoffice-calc-nogui')
describe.skipIf(soffice.missing)(soffice.title, () => {
  // Sheet -1: each into a file of its own; text as it is shown, in UTF-8.
  const csv = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'

  beforeAll(() => convert([registerFile, attackFile], csv, folder.path))

  const read = (name: string) => cellsOf(readFileSync(join(folder.path, `${name}.csv`), 'utf8'))

  test('it reads every value as it was written', () => {
    expect(read(`attack-"R&D" <Tom's>`)).toEqual([['=Head'], ...hostile.map((value) => [value])])
  })

  test('it reads every sheet', () => {
    expect(read('register-Activities')[1]).toEqual(['Paying staff, in London', '6 years'])
    expect(read('register-Breach log')[0]?.slice(0, 3)).toEqual(['Aware on', 'People', 'Told'])
    expect(read('register-breach LOG (2)')).toEqual([['Date', 'Who']])
    expect(read('register-About')).toContainEqual(['Company', 'Ö & Sons'])
  })
})

function cellsOf(csv: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, words = '', end] of csv.matchAll(/((?:"(?:[^"]|"")*"|[^,\n"])*)(,|\n)/g)) {
    rows.at(-1)?.push(words.replace(/^"|"$/g, '').replaceAll('""', '"'))
    if (end === '\n') rows.push([])
  }
  return rows.slice(0, -1)
}
