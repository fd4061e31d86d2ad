import { expect, it } from 'vitest'
import { networkOf, shortenedNetwork } from '../../api/network.ts'

it.each([
  ['203.0.113.7', '203.0.113.7', '203.0.113.0/24'],
  ['::ffff:203.0.113.7', '::ffff:203.0.113.7', '203.0.113.0/24'],
  ['2001:db8:12:34:56:78:9a:bc', '2001:db8:12:34', '2001:db8:12::/48'],
  ['2001:db8::9', '2001:db8:0:0', '2001:db8:0::/48'],
  ['fe80::1%eth0', 'fe80:0:0:0', 'fe80:0:0::/48'],
  ['::1', '0:0:0:0', '0:0:0::/48'],
])('%s is counted as %s and kept as %s', (address, counted, kept) => {
  expect([networkOf(address), shortenedNetwork(address)]).toEqual([counted, kept])
})
