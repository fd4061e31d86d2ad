import { templatesOf } from '../../documents/text/templates.ts'
import { everyCard } from '../../knowledge/cards.ts'
import { everySource } from '../../knowledge/sources.ts'
import { type Statement, tables } from './tables.ts'

/** The statements of law of pack `gdpr`, as Markdown: what each says, its source, when and how far it was checked. */
export function legalReview(): string {
  const statements = [...cards(), ...Object.values(tables).flat()]
  return [
    '# What pack `gdpr` says of the law, and how far it was checked',
    introduction,
    countsOf(statements),
    '## Statements that stand beside the sections, and that models are told',
    tableOf(cards()),
    ...Object.entries(tables).flatMap(([title, rows]) => [`## ${title}`, tableOf(rows)]),
    '## Provisions, and the documents that rest on them',
    provisions(),
  ].join('\n\n')
}

const introduction = `Printed from the data of the pack by \`node dev/legal-review.ts\`; a test holds this file against it.

- **source**: read in the law, or on the page of whom it is about;
- **second-hand**: read elsewhere, or known firmly;
- **for-a-lawyer**: doubtful; nothing is printed as certain on the strength of it, and of two periods the longer is taken.

The sentences of templates and static forms are no data: each cites its provision, and the last table says which documents rest on which. They were written from these provisions, and a lawyer has not read them.`

function cards(): Statement[] {
  const sources = new Map(everySource('gdpr').map((source) => [source.id, source]))
  return everyCard('gdpr').map(({ fact, source: id }) => {
    const source = sources.get(id)
    if (source === undefined) throw new Error(`A card cites “${id}”, which is no source.`)
    const { cite, urls, checked, status } = source
    return { says: `${fact} (${cite})`, source: urls[0] ?? null, checked, status }
  })
}

function countsOf(statements: readonly Statement[]): string {
  const byStatus = Object.groupBy(statements, ({ status }) => status)
  const rows = Object.entries(byStatus).map(([status, all = []]) => `| ${status} | ${all.length} |`)
  return ['| Status | Statements |', '| --- | --- |', ...rows.sort()].join('\n')
}

function tableOf(rows: readonly Statement[]): string {
  const lines = rows.map(
    ({ says, source, checked, status }) =>
      `| ${cell(says)} | ${source === null ? '' : `<${source}>`} | ${checked} | ${status} |`,
  )
  return ['| Statement | Source | Checked | Status |', '| --- | --- | --- | --- |', ...lines].join(
    '\n',
  )
}

function provisions(): string {
  const { documents, tailored } = templatesOf('gdpr')
  const all = [...documents, ...Object.values(tailored)]
  const lines = everySource('gdpr').map(({ id, cite, title, checked, status }) => {
    const resting = all.filter(({ meta }) => meta.basis.includes(id)).map(({ meta }) => meta.id)
    return `| ${cell(cite)} | ${cell(title)} | ${resting.join(', ')} | ${checked} | ${status} |`
  })
  const head = [
    '| Provision | About | Documents | Checked | Status |',
    '| --- | --- | --- | --- | --- |',
  ]
  return [...head, ...lines].join('\n')
}

/** A bar would end the cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s+/g, ' ')
}
