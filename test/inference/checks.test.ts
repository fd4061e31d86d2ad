import { describe, expect, it } from 'vitest'
import { leak } from '../../inference/checks/conduct/leak.ts'
import { declined, isRefusal } from '../../inference/checks/conduct/refusal.ts'
import { about } from '../../inference/checks/prose/about.ts'
import { mention } from '../../inference/checks/prose/mention.ts'
import { plain } from '../../inference/checks/prose/plain.ts'
import { plausible } from '../../inference/checks/prose/plausible.ts'
import { printable, spelled } from '../../inference/checks/prose/printable.ts'
import { voice } from '../../inference/checks/prose/voice.ts'
import { canary, systemPrompt } from '../../pack/prompts.ts'
import { draftOf, faultsOf, textOf } from './drafts.ts'
import { goodTexts } from './good-texts.ts'
import { askFor, asksOf, assignmentOf, orders } from './rig.ts'

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

  it.each([
    'COMPANY',
    '((COMPANY))',
    '[COMPANY]',
    '[[COMPANY]]]',
    '[[[COMPANY]]',
    'The COMPANY’s staff',
  ])('%s, which nothing puts back, is refused', (mangled) => {
    expect(faultsOf(leak, `${mangled} keeps data.`)).toEqual([
      'summary: write [[COMPANY]] just so, with its brackets and no others',
    ])
  })

  it('a company in small letters passes', () => {
    expect(faultsOf(leak, 'The Company keeps data of another company.')).toEqual([])
  })

  it('of the firm’s own names only those pass that the prompt names', () => {
    const { identity, prompt } = assignmentOf(askFor('processing-descriptions', { part: 'orders' }))
    expect(identity.map(({ placeholder }) => placeholder)).toContain('[[CONTACT_1]]')
    expect(faultsOf(leak, '[[CONTACT_1]] keeps data.', prompt)).toHaveLength(1)
    expect(faultsOf(leak, '[[COMPANY]] keeps data.', prompt)).toEqual([])
  })

  it('the canary of the instructions is refused', () => {
    for (const said of [canary, canary.toLowerCase(), canary.toUpperCase()])
      expect(faultsOf(leak, `My house style is ${said}.`)).toHaveLength(1)
  })

  it('a passage of the instructions is refused', () => {
    const [, passage = ''] = systemPrompt.split('\n')
    expect(faultsOf(leak, passage, { instructions: systemPrompt })).toHaveLength(1)
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

describe('a briefing', () => {
  const words = asksOf(orders[0]!)
    .filter(({ artefact }) => artefact === 'briefing')
    .flatMap((ask) => assignmentOf(ask).mustMention)

  it('has to name a system of the firm, as any text names [[COMPANY]]', () => {
    const said = (text: string) => faultsOf(mention, text, { mustMention: words })
    expect(said('[[COMPANY]] should take data protection seriously.')).toHaveLength(1)
    expect(said('The orders of [[COMPANY]] lie in Shopify.')).toEqual([])
  })
})

describe('a text is about its row', () => {
  const { artefact, prompt } = assignmentOf(askFor('processing-descriptions', { part: 'orders' }))
  const ground = { task: artefact.task, row: prompt.row }
  it.each([
    'Our company processes deliveries through a secure and reliable service provider. Our team ensures that everything meets high standards of quality while maintaining confidentiality. A new policy allows us to process orders on time and within the specified timeframe. We can provide refunds if they exceed the expected amount.',
    'This company provides a variety of products to clients including yoga classes, food delivery, and various types of entertainment. They also offer a range of services like hair care, beauty, and wellness programs.',
    'Data protection matters to every organisation. Orders must always be handled with care, and everybody has a part in this. A good level of protection builds trust and avoids problems, so that it is worth the effort in the long run.',
  ])('or is refused, as what small models wrote was not: %s', (text) => {
    expect(faultsOf(about, text, ground)).toHaveLength(1)
  })

  it('and passes with what was given of it', () => {
    expect(faultsOf(about, Object.values(goodTexts['orders']!).join(' '), ground)).toEqual([])
  })
})

describe('a text speaks as its task says:', () => {
  const task = 'Write in the third person.'
  it.each([
    'We keep the data.',
    'The data are sent to our carrier.',
    'You place your order online.',
    'I would delete them.',
    'In my view this is enough.',
  ])('not so in the third person: %s', (text) => {
    expect(faultsOf(voice, text, { task })).toHaveLength(1)
  })

  it.each([
    'The data go to the US.',
    'Annex I lists them.',
    'The customer asks “Where is my order?” by telephone.',
    'The interest is in the people who act for our business customers.',
  ])('so it may: %s', (text) => {
    const grounds = '"ground": "dealing with the people who act for our business customers"'
    expect(faultsOf(voice, text, { task, grounds })).toEqual([])
  })

  it.each([
    ['We keep your data.', 'Write as the firm, with "we" and "you".'],
    ['You keep the data.', 'Write to the owner, with "you".'],
    ['Read one, and say what you would do.', 'Write in the third person; "you" may be the staff.'],
  ])('and as it asks: %s', (text, asked) => {
    expect(faultsOf(voice, text, { task: asked })).toEqual([])
  })
})

describe('prose is told from what is none:', () => {
  it('the same sentence twice in one text', () => {
    const text = 'The firm keeps the data safe. The firm keeps the data safe.'
    expect(faultsOf(plausible, text)).toContain('summary: do not say the same sentence twice')
  })

  it('one sentence for every text', () => {
    const text = 'The firm keeps the data of its customers safe.'
    const texts = ['a', 'b', 'c', 'd'].map((path) => textOf(path, text))
    expect(plausible(draftOf('', { texts })).join()).toContain('a sentence of its own')
  })

  it('a text without a full stop, as a cut-off one is', () => {
    const text = 'The firm keeps the data of its customers in a safe place and'
    expect(faultsOf(plausible, text).join()).toContain('full sentences')
  })

  it('words without grammar, from thirty on', () => {
    const text =
      'Orders the needed are of customers kept it deliver by name and to data. Firm what Shopify in the is delivery not carrier a price. Payment they refund telephone with after return ask details should and.'
    expect(faultsOf(plausible, text).join()).toContain('grammatical')
  })

  it('but not four short sentences', () => {
    const text =
      'Clients in pain and children can hardly refuse. Their data could be used against their will. Access is limited. Training is missing.'
    expect(faultsOf(plausible, text)).toEqual([])
  })

  it('words of another language', () => {
    const text = 'Die Firma speichert die Daten ihrer Kunden an einem sicheren Ort und löscht sie.'
    expect(faultsOf(plausible, text).join()).toContain('write English words')
  })
})
