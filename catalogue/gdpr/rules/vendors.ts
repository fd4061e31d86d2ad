import { sentence } from '../../../pack/sentence.ts'

/** `Xero Ltd (Xero)`; a vendor whose system has its name is named once. */
export function vendorOf({ vendor, name }: { vendor: string; name: string }): string {
  return vendor === name ? vendor : sentence`${vendor} (${name})`
}
