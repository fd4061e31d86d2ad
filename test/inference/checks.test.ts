import { describe, expect, it } from 'vitest'
import { leak } from '../../inference/checks/leak.ts'
import { mention } from '../../inference/checks/mention.ts'
import { plain } from '../../inference/checks/plain.ts'
import { plausible } from '../../inference/checks/plausible.ts'
import { isRefusal } from '../../inference/checks/refusal.ts'
import { canary, systemPrompt } from '../../pack/prompts.ts'
import { draftOf, faultsOf } from './drafts.ts'

describe('plain text only:', () => {
  it.each([
    ['Markdown', 'The **firm** keeps data.'],
    ['Markdown', '- The firm keeps data.'],
    ['Markdown', '# Data'],
    ['Markdown', 'See [the notice](x).'],
    ['Markdown', '| a | b |'],
    ['HTML', 'The <b>firm</b> keeps data.'],
    ['HTML', 'Terms &amp; conditions apply.'],
    ['template code', 'Dear {{name}}.'],
    ['links', 'See https://example.test/x for more.'],
    ['links', 'See www.example for more.'],
    ['links', 'See dataprotection.ie for more.'],
    ['links', 'Write to someone@example.'],
    ['line breaks', 'The firm\nkeeps data.'],
    ['line breaks', 'The firm\u0007 keeps data.'],
    ['line breaks', 'The firm \u202Ekeeps data.'],
  ])('no %s in %j', (what, text) => {
    expect(faultsOf(plain, text).join('\n')).toContain(what)
  })

  it('ordinary punctuation is no Markdown', () => {
    const text = 'The firm’s data (names, e-mail) stay for 6 years; see Art. 30(1)(a) – “as given”.'
    expect(faultsOf(plain, text)).toEqual([])
  })
})

describe('nothing leaks:', () => {
  it('a placeholder that the firm has passes', () => {
    expect(faultsOf(leak, '[[COMPANY]] keeps data.')).toEqual([])
  })

  it.each(['[[CONTACT_9]]', '[[company]]', '[[COMPANY', 'COMPANY]]'])(
    '%s is refused',
    (foreign) => {
      expect(faultsOf(leak, `${foreign} keeps data.`)).toHaveLength(1)
    },
  )

  it('the canary of the instructions is refused', () => {
    expect(faultsOf(leak, `My house style is ${canary}.`)).toHaveLength(1)
  })

  it('a passage of the instructions is refused', () => {
    const [, passage = ''] = systemPrompt.split('\n')
    expect(faultsOf(leak, passage, { system: systemPrompt })).toHaveLength(1)
  })
})

describe('a refusal is found', () => {
  it.each([
    "I'm sorry, but I can't help with that.",
    '{"summary":"I cannot provide legal advice."}',
    'As an AI language model, I do not know the firm.',
    'Unfortunately I am unable to assist with this request.',
    'I must decline to write this section.',
  ])('in: %s', (answer) => {
    expect(isRefusal(answer)).toBe(true)
  })

  it.each([
    'If the firm cannot reach the person, it writes to them.',
    'You may refuse a request that is manifestly unfounded.',
    'We are sorry when something goes wrong, and we say so.',
    'Without these data we cannot deliver what you ordered.',
  ])('but not in: %s', (answer) => {
    expect(isRefusal(answer)).toBe(false)
  })
})

describe('the subject is mentioned', () => {
  const mustMention = ['retention', 'Period']
  it('in any letter case', () => {
    expect(faultsOf(mention, 'Each PERIOD has a reason.', { mustMention })).toEqual([])
  })
  it('or the fault names the words', () => {
    const [fault] = faultsOf(mention, 'Each thing has a reason.', { mustMention })
    expect(fault).toContain('retention; Period')
  })
})

describe('prose is told from what is none:', () => {
  it('the same sentence twice in one text', () => {
    const text = 'The firm keeps the data safe. The firm keeps the data safe.'
    expect(faultsOf(plausible, text)).toContain('summary: do not say the same sentence twice')
  })

  it('one sentence for every text', () => {
    const text = 'The firm keeps the data of its customers safe.'
    const texts = ['a', 'b', 'c', 'd'].map((path) => ({ path, text }))
    expect(plausible(draftOf('', { texts })).join()).toContain('a sentence of its own')
  })

  it('a text without a full stop, as a cut-off one is', () => {
    const text = 'The firm keeps the data of its customers in a safe place and'
    expect(faultsOf(plausible, text).join()).toContain('full sentences')
  })

  it('words of another language', () => {
    const text = 'Die Firma speichert die Daten ihrer Kunden an einem sicheren Ort und löscht sie.'
    expect(faultsOf(plausible, text).join()).toContain('write English words')
  })
})
