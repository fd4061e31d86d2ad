import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readAssets } from '../../api/assets/read.ts'
import { decodeForm } from '../../api/form.ts'
import { offers } from '../../api/offers.ts'
import { cancelledPage } from '../../api/pages/cancelled.ts'
import { cataloguePage } from '../../api/pages/catalogue.ts'
import { html } from '../../api/pages/html.ts'
import { problemPage } from '../../api/pages/problem.ts'
import { questionnairePage } from '../../api/pages/questionnaire.ts'
import { gdpr } from '../../catalogue/gdpr.ts'
import { fieldErrors, sentenceFor } from '../../catalogue/question/sentences.ts'

const hostile = `"><script>alert('x')</script>{{company}}&amp;`
const [offer = expect.fail('nothing is sold')] = offers({ tax: false, invoices: false })
const { documents } = offer

describe('html', () => {
  it('escapes values for text and for attributes', () => {
    expect(String(html`<p title="${hostile}">`)).toBe(
      '<p title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;{{company}}&amp;amp;">',
    )
  })

  it('leaves nested templates and lists of them alone', () => {
    expect(String(html`<ul>${[1, '<'].map((one) => html`<li>${one}</li>`)}</ul>`)).toBe(
      '<ul><li>1</li><li>&lt;</li></ul>',
    )
  })

  it('writes nothing for what is absent, and zero as zero', () => {
    expect(String(html`[${null}${undefined}${false}${0}]`)).toBe('[0]')
  })

  it('takes no look-alike object for HTML', () => {
    const lookAlike = { toString: () => '<b>' } as unknown as string
    expect(() => String(html`${lookAlike}`)).toThrow(TypeError)
  })
})

describe('the catalogue', () => {
  const page = cataloguePage({ offers: [offer] })

  it('names every document, both prices and the way to the questions', () => {
    for (const { title, minutes, preview } of documents) {
      expect(page).toContain(title)
      expect(page).toContain(`${preview?.pages} pages, about ${minutes} minutes to fill in`)
    }
    expect(page).toContain('<li>1. Who is responsible')
    expect(page).toContain('href="/packs/gdpr/sample.zip"')
    expect(page).toContain('€79 or £79')
    expect(page).toContain('€490 or £490')
    expect(page).toContain('href="/packs/gdpr"')
  })

  it('says that standard text comes first and what the model never does', () => {
    expect(page).toContain('Seconds after the payment the whole pack is yours')
    expect(page).toContain('never from a model')
  })

  it.each([
    [{ tax: false, invoices: false }, 'no tax is added', 'if you need an invoice, write to us'],
    [{ tax: true, invoices: true }, 'tax is added at the checkout', 'an invoice comes with it'],
  ])('says of tax and invoices what Stripe is set up for: %j', (billing, ...words) => {
    const pages = [
      cataloguePage({ offers: [{ ...offer, billing }] }),
      questionnairePage({ ...offer, billing }),
    ]
    for (const page of pages) for (const word of words) expect(page).toContain(word)
  })
})

describe('the questionnaire', () => {
  const blank = questionnairePage(offer)
  const answers = decodeForm(gdpr.questionnaire, {
    'company.legalName': hostile,
    'company.staff': 'many',
    'systems.0.name': 'Xero',
    'use.purposes': ['orders', 'staff'],
    'place.where': 'uk',
  })
  const checked = gdpr.questionnaire.safeParse(answers, { error: sentenceFor })
  const errors = checked.success ? {} : fieldErrors(checked.error)
  const returned = questionnairePage({
    ...offer,
    answers,
    errors,
    choices: { tier: 'full', email: 'a@b.example' },
  })

  it('has a control for every question, in a plain form that posts', () => {
    expect(blank).toContain('<form method="post" action="/checkout"')
    for (const name of [
      'company.legalName',
      'place.where',
      'systems.11.vendor',
      'transfers.list.0.country',
      'tier',
      'email',
      'currency',
      'consent',
    ])
      expect(blank).toContain(`name="${name}"`)
  })

  it('says without a script when a question is to be answered', () => {
    expect(blank).toContain(
      'Only if you answered “EU or EEA only” or “Both the EU or EEA and the United Kingdom” to “Where are your office and your customers?”',
    )
  })

  it('names what each tier includes and the terms with the refunds', () => {
    for (const { title } of gdpr.artefacts) expect(blank).toContain(String(html`${title}`))
    expect(blank).toContain('we put it right or refund you')
  })

  it('keeps the answers on an error, escaped', () => {
    expect(returned).not.toContain('<script>alert')
    expect(returned).toContain(String(html`value="${hostile}"`))
    expect(returned).toContain('value="many"')
    expect(returned).toContain('value="Xero"')
    expect(returned).toMatch(/value="staff" checked/)
    expect(returned).toMatch(/value="full"[^>]* checked/)
  })

  it('links each error to its field, and the field to its error', () => {
    expect(Object.keys(errors)).toContain('company.staff')
    for (const path of Object.keys(errors)) {
      expect(returned).toContain(`<a href="#${path}">`)
      expect(returned).toContain(`id="${path}-error"`)
    }
    expect(returned).toMatch(
      /id="company\.staff"[^>]*aria-invalid="true"[^>]*aria-describedby="company\.staff-help company\.staff-error"/,
    )
  })

  it('names its own questions in the list of errors too', () => {
    const page = questionnairePage({ ...offer, errors: { consent: 'Please agree.' } })
    expect(page).toContain('<a href="#consent">Before you pay: Please agree.</a>')
  })

  it('names the row of an error in a list', () => {
    expect(returned).toContain('No. 1, Vendor')
  })

  it('shows no error before anything was posted', () => {
    expect(blank).not.toContain('aria-invalid')
    expect(blank).not.toContain('id="problems"')
  })
})

describe('the pages', () => {
  const pages = {
    catalogue: cataloguePage({ offers: [offer] }),
    questionnaire: questionnairePage(offer),
    cancelled: cancelledPage({ pack: gdpr }),
    problem: problemPage({ status: 404, title: hostile, detail: 'Why.', remedy: 'What to do.' }),
  }

  it.each(Object.entries(pages))('%s has no inline script, style or handler', (_, page) => {
    expect(page).not.toMatch(/<script(?! src="\/assets\/)|<style|\sstyle=|\son\w+=/)
  })

  it.each(Object.entries(pages))('%s uses each id once', (_, page) => {
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  it('say what went wrong, why, and what to do', () => {
    for (const words of ['Error 404', 'Why.', 'What to do.']) expect(pages.problem).toContain(words)
  })

  it('tell a buyer who turned back that nothing was charged', () => {
    expect(pages.cancelled).toContain('Nothing was charged')
    expect(cancelledPage({})).toContain('href="/"')
  })
})

describe('the assets', () => {
  it('are all the files in the folder, and all that the pages link to', () => {
    const paths = readAssets().map(({ path }) => path)
    const files = readdirSync('api/assets', { recursive: true, encoding: 'utf8' })
    const served = files.filter((file) => /\.(js|svg|png)$/.test(file))
    const expected = ['/assets/style.css', ...served.map((file) => `/assets/${file}`)]
    expect([...paths].sort()).toEqual(expected.sort())
  })

  it('have every part of the style sheet in it', () => {
    const body = String(readAssets().find(({ path }) => path === '/assets/style.css')?.body)
    const parts = readdirSync('api/assets/style')
    expect(parts.length).toBeGreaterThan(1)
    for (const part of parts)
      expect(body).toContain(readFileSync(`api/assets/style/${part}`, 'utf8'))
  })
})
