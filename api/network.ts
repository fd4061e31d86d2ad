import { isIPv6 } from 'node:net'

/** Who is given one IPv6 address is given 2^64 of them, which share their first half. */
export function networkOf(address: string): string {
  return isIPv4(address) ? address : groupsOf(address).slice(0, 4).join(':')
}

/** What is kept of an address: of IPv4 the first 24 bits, of IPv6 the first 48. */
export function shortenedNetwork(address: string): string {
  if (!isIPv4(address)) return `${groupsOf(address).slice(0, 3).join(':')}::/48`
  const bytes = address.replace(mapped, '').split('.')
  return `${bytes.slice(0, 3).join('.')}.0/24`
}

const mapped = /^::ffff:/

const isIPv4 = (address: string) => !isIPv6(address) || mapped.test(address)

/** All eight, of the shortest form or any other. */
function groupsOf(address: string): string[] {
  const whole =
    URL.parse(`http://[${address.replace(/%.*$/, '')}]`)?.hostname.slice(1, -1) ?? address
  const [left = [], right = []] = whole.split('::').map((half) => half.split(':').filter(Boolean))
  const zeros = Array<string>(8 - left.length - right.length).fill('0')
  return [...left, ...zeros, ...right]
}
