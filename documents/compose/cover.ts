import type { PackDefinition } from '../../catalogue/definition.ts'
import type { EveryPackView } from '../../catalogue/every-pack.ts'
import type { FrozenOrder } from '../../pack/order.ts'
import type { Composition } from '../../pack/release.ts'
import { longDate } from '../../pack/wording.ts'
import type { Cover } from '../printable.ts'
import { createField } from '../text/form.ts'
import type { FrontMatter, NoticeFrontMatter } from '../text/templates.ts'

/** The standard head of a document: whose, which, as of when, who answers for it. */
export function coverOf(
  { title }: PackDefinition,
  { id, number, summary, version, lawAsOf }: FrontMatter,
  { company, owner, approver, nextReview }: EveryPackView,
  tailored: boolean,
): Cover {
  return {
    kicker: number === null ? title : `${title}  ·  Document ${number}`,
    summary,
    facts: [
      { label: 'Company', value: company.name },
      { label: 'Document', value: id },
      { label: 'Version', value: version },
      { label: 'Law as of', value: longDate(lawAsOf) },
    ],
    fields: [
      createField('document-owner', 'text', 'Owner', owner),
      createField('document-approver', 'text', 'Approved by', approver),
      createField('document-approved-on', 'date', 'Approval date'),
      createField('document-next-review', 'date', 'Next review', longDate(nextReview)),
    ],
    origin: tailored
      ? 'Parts of this document were written by a language model from your answers; each is marked. Please have a person read them before you sign.'
      : 'Standard text, filled in from your answers by fixed rules. No language model wrote any part of it.',
  }
}

export function readmeCover(
  definition: PackDefinition,
  composition: Composition,
  view: EveryPackView,
): Cover {
  return { ...releaseCover(definition, composition, view), summary: definition.summary }
}

/** Of what tells of one release. */
export function releaseCover(
  { title, lawAsOf }: PackDefinition,
  { version, datedAt }: Composition,
  { company }: EveryPackView,
): Cover {
  const facts = [
    { label: 'Company', value: company.name },
    { label: 'Release', value: String(version) },
    { label: 'Date', value: longDate(datedAt) },
    { label: 'Law as of', value: longDate(lawAsOf) },
  ]
  return { kicker: title, summary: '', facts, fields: [], origin: '' }
}

/** Of what is the same in every release of an order. */
export function noticeCover(
  { title, lawAsOf }: PackDefinition,
  { version }: NoticeFrontMatter,
  { id }: FrozenOrder,
  { company }: EveryPackView,
): Cover {
  const facts = [
    { label: 'Company', value: company.name },
    { label: 'Order', value: id },
    { label: 'Version', value: version },
    { label: 'Law as of', value: longDate(lawAsOf) },
  ]
  return { kicker: title, summary: '', facts, fields: [], origin: '' }
}

export function footerOf({ company }: EveryPackView, title: string, lawAsOf: string): string[] {
  const law = `Law as of ${longDate(lawAsOf)}`
  return [`${company.name}  ·  ${title}`, `${law}  ·  A starting point, not legal advice`]
}
