import { sentence } from '../../../pack/sentence.ts'
import type { GdprAnswers } from '../questionnaire.ts'
import type { systemUses } from '../questions/choices.ts'
import type { ActivityRule } from './activities.ts'
import { hasWebsite } from './cookies.ts'
import { partnersOf } from './partners.ts'
import { isHosted, vendorOf } from './systems.ts'

type Kind = keyof typeof systemUses | 'marketing' | 'embedded'

/** Who receives the data though the answers do not name them, by what they do for the firm. */
export const kinds: Readonly<Record<Kind, string>> = {
  office: 'our provider of e-mail and files',
  accounting: 'the firm that runs our accounting software (where there is one)',
  payments: 'the firm through which we take payments (where there is one)',
  customers: 'the firm that keeps our customer records for us (where there is one)',
  shop: 'the firm that runs our online shop for us',
  booking: 'the firm that runs our booking system (where there is one)',
  newsletter: 'the service that sends our newsletter',
  website: 'the firm that hosts our website',
  analytics: 'the service that counts visits to our website',
  hr: 'the firm that keeps our staff records for us (where there is one)',
  payroll: 'the firm that runs our payroll or its software (where there is one)',
  cctv: 'the firm that looks after our cameras and locks (where there is one)',
  backup: 'the firm that keeps our backups (where there is one)',
  other: 'the firm that runs the system for us (where there is one)',
  marketing: 'the firms whose pixels our website loads (the cookie notice names them)',
  embedded: 'the firms whose content our website shows (the cookie notice names them)',
}

export const nobody = 'nobody outside the firm'

interface Told {
  readonly recipients: string[]
  /** The kind of recipient that is still to be named; empty where none is. */
  readonly unnamed: string
}

/** The vendors of the systems, whoever runs what was not named, and those whom the rule knows. */
export function recipientsOf(
  { uses, recipients }: Pick<ActivityRule, 'uses' | 'recipients'>,
  answers: GdprAnswers,
): Told {
  const systems = answers.systems.filter(({ use }) => uses.includes(use))
  const vendors = systems.filter(isHosted).map(vendorOf)
  const unnamed = systems.length > 0 ? hostBehind(systems, uses, answers) : uses[0]
  const all = new Set([...vendors, ...(unnamed ? [kinds[unnamed]] : []), ...recipients])
  return { recipients: all.size > 0 ? [...all] : [nobody], unnamed: unnamed ?? '' }
}

/** What runs on the firm's own equipment may still come in through a website that another hosts. */
function hostBehind(
  systems: GdprAnswers['systems'],
  uses: ActivityRule['uses'],
  answers: GdprAnswers,
): 'website' | undefined {
  const isOwn = systems.every((system) => !isHosted(system))
  const isNamed = systems.some(({ use }) => use === 'website')
  return isOwn && !isNamed && uses.includes('website') && hasWebsite(answers)
    ? 'website'
    : undefined
}

/** Those whose pixels or content the website loads; often joint controllers of that alone. */
export function recipientsOfLoaded(kind: 'marketing' | 'embedded', answers: GdprAnswers) {
  const partners = partnersOf(kind, answers)
  const recipient = partners || kinds[kind]
  const jointWith = sentence`${recipient}, for collecting the data and passing them on, as far as they use them for their own ends as well (Case C-40/17)`
  return { recipients: [recipient], unnamed: partners ? '' : kind, jointWith }
}

/** Each kind that is still to be named, once. */
export function unnamedIn(rows: readonly { readonly unnamed: string }[]) {
  const ids = new Set(rows.map(({ unnamed }) => unnamed))
  return (Object.keys(kinds) as Kind[])
    .filter((id) => ids.has(id))
    .map((id) => ({ id, who: kinds[id] }))
}
