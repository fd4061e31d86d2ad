import { mailable } from '../pack/email-address.ts'
import type { Answers } from '../pack/order.ts'
import type { Vault } from './vault.ts'

/** By which the orders of an e-mail address are found, however it is spelled. */
export function customerPrints(vault: Vault, email: string): [string, ...string[]] {
  return vault.fingerprints(`customer ${mailable(email).toLowerCase()}`)
}

/** By which an order is found from any word of its company's name; of each word, one for each key. */
export function companyPrints(vault: Vault, name: string): string[][] {
  return wordsOf(name).map((word) => vault.fingerprints(`company ${word}`))
}

/** What its company is called, where the answers say so. */
export function companyOf(answers: Answers): string | null {
  const { company } = answers as { company?: { legalName?: unknown } }
  return typeof company?.legalName === 'string' ? company.legalName : null
}

/** By which the order is found from now on. */
export function lookupsOf(vault: Vault, email: string, answers: Answers) {
  const [customer] = customerPrints(vault, email)
  const company = companyPrints(vault, companyOf(answers) ?? '').map(([print]) => print!)
  return { customer, company }
}

function wordsOf(name: string): string[] {
  const words = name
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
  return [...new Set(words)]
}
