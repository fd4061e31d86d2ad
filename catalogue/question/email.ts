import { z } from 'zod'
import { type Question, question } from './question.ts'
import { longest, tidy } from './tidy.ts'

/** Characters of a whole address and of what stands before its @ (RFC 5321, 4.5.3.1). */
const max = { address: 254, local: 64 }

const atom = "[a-z\\d!#$%&'*+/=?^_`{|}~-]+"
const label = '[a-z\\d](?:[a-z\\d-]{0,61}[a-z\\d])?'

/**
 * What both a browser (HTML's `type=email`) and SMTP (RFC 5321's dot-string) take, on a public
 * domain: it has a dot, and no top-level domain is a number.
 */
const mailbox = new RegExp(`^${atom}(?:\\.${atom})*@(?:${label}\\.)+(?!\\d+$)${label}$`, 'i')

const wanted = 'please give an e-mail address such as anna@example.com.'

/**
 * An e-mail address, an order's or an answer. It is kept and printed in the form that every mail
 * server takes: a domain in other letters becomes Punycode, so what a document says can be mailed.
 */
export function email(meta: Question) {
  const { title } = meta
  return z
    .string({ error: `${title}: ${wanted}` })
    .overwrite((raw) => (raw.length > longest(max.address) ? raw : mailable(tidy(raw))))
    .max(max.address, `${title}: please use at most ${max.address} characters.`)
    .superRefine((address, check) => {
      const wrong = wrongAddress(address)
      if (wrong) check.addIssue({ code: 'custom', message: `${title}: ${wrong}` })
    })
    .meta({ ...question(meta), format: 'email' })
}

function wrongAddress(address: string): string | null {
  if (address.length > max.address) return null
  const [local = ''] = address.split('@')
  if (local.length > max.local) return `please use at most ${max.local} characters before the @.`
  if (/\P{ASCII}/u.test(local))
    return 'please use letters without accents, from a to z, before the @; few mail servers take others.'
  return mailbox.test(address) ? null : wanted
}

/** A domain in other letters; the signs of ASCII that no domain holds would mean something in a URL. */
const otherLetters = /^(?=.*\P{ASCII})[A-Za-z\d.\P{ASCII}-]+$/u

/** The address with its domain in ASCII; a domain that was in ASCII stays as it was typed. */
function mailable(address: string): string {
  const at = address.lastIndexOf('@') + 1
  const domain = address.slice(at)
  if (!otherLetters.test(domain)) return address
  return address.slice(0, at) + (URL.parse(`http://${domain}`)?.hostname ?? domain)
}
