import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { decodeForm, type FlatForm } from '../../api/form.ts'
import { fieldsOf } from '../../api/form-fields.ts'
import { gdpr } from '../../catalogue/gdpr.ts'
import { question } from '../../catalogue/question/question.ts'
import { fieldErrors, sentenceFor } from '../../catalogue/question/sentences.ts'

const titled = (title: string, more = {}) => question({ title, ...more })

const questionnaire = z.strictObject({
  firm: z.strictObject({
    name: z.string().min(1).max(40).meta(titled('Name')),
    nick: z.string().max(40).optional().meta(titled('Nick')),
    staff: z.number().int().min(1).optional().meta(titled('Staff')),
    mail: z.email().optional().meta(titled('Mail')),
  }),
  where: z.enum(['eu', 'uk']).meta(titled('Where', { labels: { eu: 'EU', uk: 'UK' } })),
  state: z
    .string()
    .optional()
    .meta(titled('State', { askedWhen: { question: 'where', is: ['eu'] } })),
  kinds: z.array(z.enum(['a', 'b', 'c'])).meta(titled('Kinds')),
  tested: z.boolean().meta(titled('Tested')),
  rows: z
    .array(
      z.strictObject({
        name: z.string().meta(titled('Row name')),
        note: z.string().optional().meta(titled('Note')),
      }),
    )
    .max(3)
    .optional()
    .meta(titled('Rows')),
})

const least = { 'firm.name': 'Acme', where: 'uk', tested: 'no' }

/** What a browser would send for these answers. */
function encode(value: unknown, path = ''): [string, string | string[]][] {
  if (typeof value === 'boolean') return [[path, value ? 'yes' : 'no']]
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return [[path, value]]
  if (typeof value !== 'object' || value === null) return [[path, String(value)]]
  const inside = (key: string) => (path === '' ? key : `${path}.${key}`)
  return Object.entries(value).flatMap(([key, child]) => encode(child, inside(key)))
}

const flatten = (answers: unknown): FlatForm => Object.fromEntries(encode(answers))

const word = fc.string({ minLength: 1, maxLength: 40 }).filter((text) => text.trim() !== '')
const optional = <T>(key: string, value: fc.Arbitrary<T>) =>
  fc.option(value, { nil: undefined }).map((one) => (one === undefined ? {} : { [key]: one }))

const firms = fc
  .tuple(word, optional('nick', word), optional('staff', fc.integer({ min: 1, max: 9999 })))
  .map(([name, ...rest]) => Object.assign({ name }, ...rest))
const rows = fc.array(
  fc.tuple(word, optional('note', word)).map(([name, note]) => ({ name, ...note })),
  { minLength: 1, maxLength: 3 },
)
const answersOf = fc
  .record({
    firm: firms,
    where: fc.constantFrom('eu', 'uk'),
    kinds: fc.subarray(['a', 'b', 'c']),
    tested: fc.boolean(),
  })
  .chain((answers) => optional('rows', rows).map((more) => ({ ...answers, ...more })))

describe('decodeForm', () => {
  it('gives back any valid answers that a browser encodes', () => {
    fc.assert(
      fc.property(answersOf, (answers) => {
        const decoded = decodeForm(questionnaire, flatten(answers))
        expect(decoded).toEqual(answers)
        expect(questionnaire.safeParse(decoded).success).toBe(true)
      }),
    )
  })

  it('gives back the sample of the gdpr pack', () => {
    const sample = JSON.parse(readFileSync('dev/samples/gdpr.json', 'utf8'))
    const decoded = decodeForm(gdpr.questionnaire, flatten(sample))
    // A form cannot tell an optional list left alone from an empty one, so only those may be missing.
    expect(sample).toMatchObject(decoded)
    expect(gdpr.questionnaire.safeParse(decoded).success).toBe(true)
  })

  it('never throws and never invents a key, whatever names and values are posted', () => {
    const names = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '__proto__',
        'firm.__proto__.x',
        'rows.0.constructor',
        'rows.999.name',
        'rows.1e3.name',
        'kinds',
      ),
    )
    const values = fc.oneof(fc.string(), fc.array(fc.string()))
    fc.assert(
      fc.property(fc.array(fc.tuple(names, values)), (pairs) => {
        const decoded = decodeForm(questionnaire, Object.fromEntries(pairs))
        expect(Object.keys(questionnaire.shape)).toEqual(
          expect.arrayContaining(Object.keys(decoded)),
        )
        expect(({} as Record<string, unknown>)['x']).toBeUndefined()
      }),
    )
  })

  it('drops blank rows and closes the gap', () => {
    const rows = {
      'rows.0.name': ' ',
      'rows.2.name': 'two',
      'rows.10.name': 'ten',
      'rows.10.note': '',
    }
    expect(decodeForm(questionnaire, { ...least, ...rows })['rows']).toEqual([
      { name: 'two' },
      { name: 'ten' },
    ])
  })

  it('reads one row more than there may be, so that the schema can refuse them', () => {
    const rows = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`rows.${i}.name`, 'x']))
    expect(decodeForm(questionnaire, { ...least, ...rows })['rows']).toHaveLength(4)
  })

  it('leaves out a question that another answer rules out', () => {
    expect(decodeForm(questionnaire, { ...least, state: 'IE' })).not.toHaveProperty('state')
    expect(decodeForm(questionnaire, { ...least, where: 'eu', state: 'IE' })).toHaveProperty(
      'state',
      'IE',
    )
  })

  it('takes a required list of which nothing was chosen as empty', () => {
    expect(decodeForm(questionnaire, least)['kinds']).toEqual([])
  })

  it('takes one ticked box as a list of one', () => {
    expect(decodeForm(questionnaire, { ...least, kinds: 'b' })['kinds']).toEqual(['b'])
  })

  it('keeps what is no number as it was typed, for the schema to refuse', () => {
    expect(decodeForm(questionnaire, { ...least, 'firm.staff': 'a dozen' })).toHaveProperty(
      'firm.staff',
      'a dozen',
    )
  })

  it('takes the first of two values where one was asked for', () => {
    expect(decodeForm(questionnaire, { ...least, where: ['uk', 'eu'] })).toHaveProperty(
      'where',
      'uk',
    )
  })
})

describe('fieldsOf', () => {
  it('refuses a questionnaire with a question that a form cannot ask, by its name', () => {
    const odd = z.strictObject({ map: z.array(z.number()) })
    expect(() => fieldsOf(odd)).toThrow('cannot ask "map"')
  })
})

describe('fieldErrors', () => {
  const errorsOf = (flat: FlatForm) => {
    const checked = questionnaire.safeParse(decodeForm(questionnaire, flat), { error: sentenceFor })
    return checked.success ? {} : fieldErrors(checked.error)
  }

  it('names each field by its path in a sentence', () => {
    const flat = { 'firm.staff': 'many', 'firm.mail': 'x', where: 'mars', 'rows.0.note': 'alone' }
    expect(errorsOf(flat)).toEqual({
      'firm.name': 'This question needs an answer.',
      'firm.staff': 'Give a number, in digits.',
      'firm.mail': 'Give an e-mail address, such as name@example.org.',
      where: 'Choose one of the answers offered.',
      tested: 'This question needs an answer.',
      'rows.0.name': 'This question needs an answer.',
    })
  })

  it('keeps the order of the questions', () => {
    const paths = Object.keys(errorsOf({ 'firm.staff': 'x' }))
    expect(paths).toEqual(['firm.name', 'firm.staff', 'where', 'tested'])
  })

  it('says how long an answer and how many rows may be', () => {
    const rows = Object.fromEntries([0, 1, 2, 3].map((i) => [`rows.${i}.name`, 'x']))
    expect(errorsOf({ ...least, ...rows, 'firm.name': 'x'.repeat(41) })).toEqual({
      'firm.name': 'Shorten this answer to 40 characters.',
      rows: 'Give at most 3 answers.',
    })
  })

  it('names a key that nobody asked for', () => {
    const checked = questionnaire.safeParse(
      { ...decodeForm(questionnaire, least), extra: 1 },
      { error: sentenceFor },
    )
    expect(fieldErrors(checked.error as z.ZodError)).toEqual({
      extra: 'This is not one of our questions.',
    })
  })

  it('prefers the sentence that the questionnaire itself gives', () => {
    const checked = gdpr.questionnaire.safeParse({}, { error: sentenceFor })
    const inner = gdpr.questionnaire.safeParse(decodeForm(gdpr.questionnaire, {}), {
      error: sentenceFor,
    })
    expect(checked.success).toBe(false)
    expect(fieldErrors(inner.error as z.ZodError)['company.legalName']).toMatch(/^Legal name: /)
  })
})
