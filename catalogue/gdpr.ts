import type { View } from '../pack/artefact.ts'
import { identityOf } from '../pack/identity.ts'
import { definePack } from './definition.ts'
import { artefacts } from './gdpr/artefacts.ts'
import { doubts } from './gdpr/doubts.ts'
import { lifts } from './gdpr/lifts.ts'
import { questionnaire } from './gdpr/questionnaire.ts'
import { lawAsOf } from './gdpr/rules/law.ts'
import { nationalProvisions } from './gdpr/rules/national-law.ts'
import { namedBySlot } from './gdpr/slots/named.ts'
import { untrueOf } from './gdpr/untrue.ts'
import { viewOf } from './gdpr/view.ts'
import { type GdprView, gdprView, viewSchema } from './gdpr/view-schema.ts'

export const gdpr = definePack({
  id: 'gdpr',
  title: 'GDPR and UK GDPR for small firms',
  summary:
    'The data protection documents that a small firm needs, filled in from your answers: the record, notices for customers and staff, procedures with their logs, assessments, a policy and a plan.',
  contentVersion: '2.0.0',
  lawAsOf,
  questionnaire,
  doubts,
  lifts,
  view: viewOf,
  viewSchema,
  identity: (view) => identityOf(namesIn(gdprView(view)), peopleIn(gdprView(view))),
  named: (view) => namedBySlot(gdprView(view)),
  background: (view) => backgroundOf(gdprView(view)),
  untrue: untrueOf,
  leftOut: (view) => gdprView(view).leftOut,
  sector: (view) => gdprView(view).sector.id,
  jurisdictions: ({ eu, uk }: View) => [...(eu ? ['EU'] : []), ...(uk ? ['UK'] : [])],
  national: (view) => nationalOf(gdprView(view)),
  artefacts,
})

/** What would tell a model who the customer is. Vendors are no secret and stay. */
function namesIn({ company, person, privacy, ...view }: GdprView) {
  return {
    COMPANY: company.name,
    LEGAL_NAME: company.legalName,
    COMPANY_NUMBER: company.number,
    FEE_NUMBER: view.fee.number,
    ADDRESS: company.address,
    WEBSITE: company.website,
    WEBSITE_HOST: hostOf(company.website),
    CONTACT_1_EMAIL: person.email,
    PRIVACY_EMAIL: privacy.email,
    PRIVACY_PHONE: privacy.phone,
    DPO: view.dpo,
    REPRESENTATIVE: view.representative,
    JOINT_CONTROLLER: view.jointWith,
  }
}

function backgroundOf({ company, people, data, law, transfers }: GdprView): string[] {
  const { description, staff } = company
  return [
    description,
    `${staff} people`,
    ...people,
    ...data,
    law.short,
    ...transfers.map(({ country }) => country),
  ]
}

function nationalOf(view: GdprView) {
  return nationalProvisions(view, (document) =>
    view.leftOut.every(({ number }) => number !== document),
  )
}

/** By which people name a site: `meadow.example` of `https://www.meadow.example/shop`. */
function hostOf(website: string): string | undefined {
  const host = website
    .replace(/^https?:\/\//i, '')
    .replace(/^www\./i, '')
    .replace(/[/?#:].*$/s, '')
  return host === website ? undefined : host
}

function peopleIn({ person, approval }: GdprView) {
  return { CONTACT_1: person.name, CONTACT_2: approval.name }
}
