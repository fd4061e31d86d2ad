import { identityOf } from '../pack/identity.ts'
import { definePack } from './definition.ts'
import { artefacts } from './infosec/artefacts.ts'
import { questionnaire } from './infosec/questionnaire.ts'
import { lawAsOf, viewOf } from './infosec/view.ts'
import { type InfosecView, infosecView, viewSchema } from './infosec/view-schema.ts'

export const infosec = definePack({
  id: 'infosec',
  title: 'Information security starter',
  summary:
    'What your information security covers, and a register of its risks with a plan for each, for ISO/IEC 27001, SOC 2 and Cyber Essentials.',
  contentVersion: '1.0.0',
  lawAsOf,
  questionnaire,
  lifts: [],
  view: viewOf,
  viewSchema,
  identity: (view) => identityOf(namesIn(infosecView(view)), peopleIn(infosecView(view))),
  leftOut: () => [],
  sector: () => '',
  jurisdictions: (view) => infosecView(view).territories,
  artefacts,
})

function namesIn({ company, person }: InfosecView) {
  return {
    COMPANY: company.name,
    CONTACT_1_EMAIL: person.email,
  }
}

function peopleIn({ person, approval }: InfosecView) {
  return { CONTACT_1: person.name, CONTACT_2: approval.name }
}
