/**
 * A text as it may be shown and logged: without the credentials and queries of URLs, without
 * e-mail addresses. What a vendor, a driver or a person's mistyped value says may hold them, and
 * may be long: no pattern here is tried twice over the same signs.
 */
export function withoutSecrets(text: string): string {
  return text
    .replace(url, (_, scheme: string, rest: string) => scheme + bare(rest))
    .replace(word, masked)
}

const url = /(\w:\/\/)([^\s"'“”<>]*)/g

function bare(rest: string): string {
  return rest.replace(/^.*@/s, '…@').replace(/\?.*/s, '?…')
}

const word = /[^\s"“”<>():]+/g
/** From the first sign that may belong to an address to the end of the last address of a word. */
const addresses = /^(['/=]*)(?=[^'/=]).*[^'/=@]@[^'/@]+\.[\p{L}\p{N}-]+/su

function masked(part: string): string {
  return part.replace(addresses, '$1…@…')
}
