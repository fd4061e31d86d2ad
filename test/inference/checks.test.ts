import { describe, expect, it } from 'vitest'
import { leak } from '../../inference/checks/leak.ts'
import { mention } from '../../inference/checks/mention.ts'
import { plain } from '../../inference/checks/plain.ts'
import { plausible } from '../../inference/checks/plausible.ts'
import { printable, spelled } from '../../inference/checks/printable.ts'
import { declined, isRefusal } from '../../inference/checks/refusal.ts'
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
    for (const said of [canary, canary.toLowerCase(), canary.toUpperCase()])
      expect(faultsOf(leak, `My house style is ${said}.`)).toHaveLength(1)
  })

  it('a passage of the instructions is refused', () => {
    const [, passage = ''] = systemPrompt.split('\n')
    expect(faultsOf(leak, passage, { system: systemPrompt })).toHaveLength(1)
  })
})

describe('a refusal is found', () => {
  it.each([
    "I'm sorry, but I can't help with that.",
    '  I’m sorry. I cannot provide legal advice.',
    'I am afraid that I will not write this.',
    'Sorry, but I can’t assist with that.',
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
    'Drafts are made with ChatGPT as an AI assistant, and read by a person.',
    'The owner uses it as an AI assistant, and I check the result.',
    'A customer who says “I’m sorry, I cannot pay” is called back.',
    'Without these data we cannot deliver what you ordered.',
  ])('but not in: %s', (answer) => {
    expect(isRefusal(answer)).toBe(false)
  })
})

describe('a refusal further on', () => {
  it('is a fault that can be put right', () => {
    const said = declined(draftOf('I cannot write this part.'))
    expect(said).toEqual(['summary: write the text itself, from what you were given'])
  })
})

describe('only what can be printed:', () => {
  it.each([
    ['“✓” (U+2713)', 'Done ✓.'],
    ['“👍” (U+1F44D)', 'Good 👍.'],
    ['“日” (U+65E5)', 'In 日 it is known.'],
    ['(U+0303)', 'The letter q\u0303 stands alone.'],
    ['U+D83D', 'Half a pair \uD83D.'],
  ])('no %s', (named, text) => {
    expect(faultsOf(printable, text)).toEqual([expect.stringContaining(named)])
  })

  it.each([
    ['Cafe\u0301', 'Café'],
    ['na\u00ADtional', 'national'],
    ['a\u2009b\u3000c', 'a b c'],
    ['well\uFE0F', 'well'],
  ])('%j is spelled %j', (raw, spelling) => {
    expect(spelled(raw)).toBe(spelling)
  })

  it.each(['“as given” – 6 years…', 'Łódź, Øresund, Ζωή, Київ, 5 €'])('%s passes', (text) => {
    expect(faultsOf(printable, text)).toEqual([])
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
