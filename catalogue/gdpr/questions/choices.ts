/** Values and labels of the questionnaire's choices. Labels are printed in documents too. */

export const places = {
  eu: 'EU or EEA only',
  uk: 'United Kingdom only',
  both: 'Both the EU or EEA and the United Kingdom',
}

/** Limits of the tiers of the UK fee (`knowledge/gdpr/uk-fee.json`). */
export const turnovers = {
  micro: 'Up to £632,000',
  small: 'Up to £36 million',
  large: 'More than £36 million',
  unsure: 'Not sure',
}

/** Where a contract may be enforced for how long. */
export const ukParts = {
  englandWales: 'England and Wales',
  scotland: 'Scotland',
  northernIreland: 'Northern Ireland',
  several: 'Several of them',
}

export const offices = {
  both: 'In both',
  eu: 'Only in the EU or EEA',
  uk: 'Only in the United Kingdom',
}

export const customerKinds = {
  consumers: 'Private people',
  businesses: 'Businesses and other organisations',
  both: 'Both',
}

export const people = {
  customers: 'customers',
  enquirers: 'people who enquire',
  subscribers: 'newsletter subscribers',
  visitors: 'website visitors',
  'business-contacts': 'business contacts',
  premises: 'visitors to our premises',
  children: 'children under 18',
  staff: 'staff (freelancers included)',
  applicants: 'job applicants',
}

export const data = {
  identity: 'names',
  contact: 'contact details (post, e-mail, telephone)',
  transactions: 'customer history (orders, bookings, services)',
  payment: 'payment details (bank, card, invoices)',
  messages: 'correspondence (messages, notes of calls)',
  login: 'log-in details',
  usage: 'technical data (IP address, device, pages visited)',
  files: 'case files (what clients give us for our work)',
  images: 'images (photographs, video)',
  employment: 'employment details (contract, hours, absence, performance)',
  pay: 'pay details (pay, tax, social security)',
  applications: 'application papers (CV, references, interview notes)',
}

/** Special categories (Art. 9) and criminal convictions (Art. 10). */
export const specialData = {
  health: 'health',
  biometric: 'biometric data used to identify a person',
  genetic: 'genetic data',
  ethnicity: 'racial or ethnic origin',
  religion: 'religious or philosophical beliefs',
  politics: 'political opinions',
  union: 'trade union membership',
  sexuality: 'sex life or sexual orientation',
  criminal: 'criminal convictions and offences',
}

/** Art. 9(2), as customers of a small firm may meet it. */
export const customerConditions = {
  care: 'Care or treatment under a duty of secrecy',
  consent: 'Each person agreed expressly',
  members:
    'They are our members, and our aim is political, philosophical, religious or of a trade union',
  claims: 'Legal claims need them',
  safeguarding: 'They protect children or people at risk (United Kingdom)',
  unsure: 'Not sure',
}

export const systemUses = {
  office: 'E-mail, calendar and files',
  accounting: 'Accounts and invoices',
  payments: 'Taking payments',
  customers: 'Customer records (CRM, case or patient files)',
  shop: 'Online shop',
  booking: 'Bookings and appointments',
  newsletter: 'Newsletters',
  website: 'Website and hosting',
  analytics: 'Website statistics',
  hr: 'Staff records and recruitment',
  payroll: 'Payroll',
  cctv: 'Cameras and access control',
  backup: 'Backup',
  other: 'Something else',
}

export const hosting = {
  eu: 'EU or EEA',
  uk: 'United Kingdom',
  us: 'United States',
  elsewhere: 'Another country',
  own: 'On our own equipment',
  unknown: 'Not sure',
}

export const safeguards = {
  adequacy: 'adequacy decision or adequacy regulations',
  scc: 'EU standard contractual clauses (Decision 2021/914)',
  idta: 'UK International Data Transfer Agreement',
  addendum: 'UK Addendum to the EU standard contractual clauses',
  bcr: 'binding corporate rules',
  none: 'none yet, or not sure',
}

export const otherSources = {
  referrals: 'people who refer customers to us',
  registers: 'public registers',
  agencies: 'agencies (platforms included)',
  relatives: 'relatives or carers',
  references: 'referees named by applicants',
}

/** Art. 22(2); of UK law Art. 22B asks for one of them where special categories are used. */
export const decisionGrounds = {
  contract: 'the decision is needed to make or carry out a contract with the person',
  consent: 'the person agreed to it expressly',
  law: 'a law allows it and protects the person',
  unsure: 'none yet, or not sure',
}

/** Uses of data that weigh on the question of an impact assessment (Art. 35). */
export const riskyUses = {
  scoring: 'rating or scoring people (credit, reliability, health)',
  tracking: 'following where people or vehicles are',
  technology: 'new technology on personal data, such as AI',
  matching: 'combining data from several sources about the same people',
  surveillance: 'watching places that are open to the public with cameras',
  exclusion: 'deciding who gets a service, a contract or a place',
}

export const monitoring = {
  hours: 'recording of working hours',
  logs: 'logs of e-mail, internet and system use',
  location: 'location of vehicles or devices',
  cameras: 'cameras at the workplace',
  calls: 'recording of telephone calls',
  output: 'measuring of work by software',
}

/** Kinds of cookies and like techniques (local storage, pixels, fingerprints). */
export const cookieKinds = {
  needed: 'needed ones (log-in, basket, security, the cookie choice itself)',
  preferences: 'preferences (language, layout)',
  statistics: 'statistics on visits',
  marketing: 'advertising and pixels of social networks',
  embedded: 'content of others (videos, maps, fonts, chat)',
}
