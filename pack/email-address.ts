/** Characters of a whole address and of what stands before its @ (RFC 5321, 4.5.3.1). */
const max = { address: 254, local: 64 }

/** Characters of the longest address. */
export const longestAddress = max.address

const atom = "[a-z\\d!#$%&'*+/=?^_`{|}~-]+"
const label = '[a-z\\d](?:[a-z\\d-]{0,61}[a-z\\d])?'

/**
 * What both a browser (HTML's `type=email`) and SMTP (RFC 5321's dot-string) take, on a public
 * domain: it has a dot, and no top-level domain is a number.
 */
const mailbox = new RegExp(`^${atom}(?:\\.${atom})*@(?:${label}\\.)+(?!\\d+$)${label}$`, 'i')

/** A domain in other letters; the signs of ASCII that no domain holds would mean something in a URL. */
const otherLetters = /^(?=.*\P{ASCII})[A-Za-z\d.\P{ASCII}-]+$/u

/**
 * An address in the form that every mail server takes, in which it is kept and looked for: a domain
 * in other letters becomes Punycode, one in ASCII stays as it was typed.
 */
export function mailable(address: string): string {
  const at = address.lastIndexOf('@') + 1
  const domain = address.slice(at)
  if (at === 0 || !otherLetters.test(domain)) return address
  return address.slice(0, at) + (URL.parse(`http://${domain}`)?.hostname ?? domain)
}

/** What to do about an address that cannot be mailed; null when it can. */
export function wrongAddress(address: string): string | null {
  if (address.length > max.address) return `please use at most ${max.address} characters.`
  const [local = ''] = address.split('@')
  if (local.length > max.local) return `please use at most ${max.local} characters before the @.`
  if (/\P{ASCII}/u.test(local))
    return 'please use letters without accents, from a to z, before the @; few mail servers take others.'
  return mailbox.test(address) ? null : 'please give an e-mail address such as anna@example.com.'
}

/** For the link of an address: what would end it, or start its subject, is escaped (RFC 6068). */
export function mailtoOf(address: string): string {
  const at = address.lastIndexOf('@')
  return `mailto:${encodeURIComponent(address.slice(0, at))}@${address.slice(at + 1)}`
}
