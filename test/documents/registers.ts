import type { Printable } from '../../documents/printable.ts'
import type { Block } from '../../documents/text/blocks.ts'
import { createField } from '../../documents/text/form.ts'
import { parseMarkdown } from '../../documents/text/parse.ts'

export const label = 'Tailored to your answers by a language model'
export const manyWords = Array.from({ length: 40 }, (_, index) => `possibility ${index}`)

/** One sheet in a tailored section, logs in a callout and in a list. */
const markdown = `
:::section{id="processing-descriptions"}
:::sheet{id="activities" name="Activities"}
| Activity | Kept for |
| --- | --- |
| Paying staff, in **London** | 6 years |
| Newsletter | [as the policy says](https://example.org/policy) |
:::
:::

:::callout{kind="note"}
::log{id="breaches" rows="12" sheet="Breach log" columns="Aware on|People|Told|Risk|What happened|Cause" types="date|number|Yes; No|Low; High, and for many||${manyWords.join('; ')}"}
:::

- An item

  ::log{id="changes" rows="4" sheet="breach LOG" columns="Date|Who"}
`

export function document(blocks: Block[], others: Partial<Printable> = {}): Printable {
  return {
    title: 'Record of processing',
    lang: 'en-GB',
    createdAt: '2026-11-21T10:00:00.000Z',
    producer: 'Packhorse',
    tailored: true,
    cover: {
      kicker: 'GDPR pack  ·  Document 01',
      summary: 'What you do with personal data.',
      facts: [{ label: 'Company', value: 'Ö & Sons' }],
      fields: [createField('owner', 'text', 'Owner', 'Ann')],
      origin: 'Parts were written by a language model.',
    },
    footer: ['Ö & Sons  ·  Record', 'A starting point, not legal advice'],
    blocks,
    ...others,
  }
}

export const register = document(parseMarkdown(markdown, () => ({ label, tailored: true })))

export const hostile = [
  '=cmd|"/c calc"!A1',
  '@SUM(A1:A9)',
  '+44 20 7946 0000',
  '-1',
  '\t=1+1',
  '</t></is><f>1+1</f>]]>&amp;{{x}}',
  '_x0041_ and _x005F_',
  'two\nlines',
  ' spaces around ',
  '٤٥ שלום',
  '1/2',
]

export function columnOf(values: readonly string[]): Block {
  const rows = values.map((text) => [[{ text }]])
  const table = { type: 'table' as const, header: [[{ text: '=Head' }]], rows }
  return { type: 'sheet', id: 'values', name: `"R&D" <Tom's>`, types: ['text'], table }
}

export const attack = document([columnOf(hostile)])
