import domains from 'email-providers/all.json' with { type: 'json' }

/** Providers that the list lacks, in the countries we sell to. */
const others = [
  'fastmail.com',
  'mail.bg',
  'otenet.gr',
  'posteo.de',
  'telefonica.net',
  'telia.com',
  'tuta.com',
  'tuta.io',
  'tutanota.com',
  'tutanota.de',
  'ziggo.nl',
]

const known: ReadonlySet<string> = new Set([...domains, ...others])

/** Does anybody get an address at this domain? Then those who have one are no organisation. */
export function isPublicMail(domain: string): boolean {
  return known.has(domain)
}
