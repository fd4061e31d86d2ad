import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../catalogue/catalogue.ts'
import { termsOf, termsVersion, termsVersions } from '../../catalogue/terms/terms.ts'
import { correctionDays, mostCorrections } from '../../pack/correction.ts'

/** Of the words that customers agreed to. A new wording is a new version, with a hash of its own. */
const agreed: Readonly<Record<string, string>> = {
  '2026-11-21': '3b6b8fb75a43ac088c3b70893d1c1f0f9f317bce0478e21975d60741ad89bc66',
  '2026-11-28': '341cb3b4aa7248e4015b92c03d6e82df75fc250dceccb71e7061b07cf2630bd0',
  '2026-11-29': '2d9a3fb058124c864fba41e859ee052b88f17b09201b95f8199a1a914b766ea5',
  '2026-11-30': '0af61a8e7748ec5d62e459e7f84ffacdb9ba855ab55085d38148888527e6d6bf',
}

const packs = Object.values(catalogue)
const hash = (words: unknown) => createHash('sha256').update(JSON.stringify(words)).digest('hex')

describe('the terms', () => {
  it('that orders agreed to are kept, word for word', () => {
    const kept = termsVersions.map((version) => [version, hash(termsOf(packs, version))])
    expect(Object.fromEntries(kept)).toEqual(agreed)
  })

  it('of today are the newest, and promise the corrections that the shop takes', () => {
    expect(termsVersion).toBe([...termsVersions].sort().at(-1))
    const [words] = termsOf(packs)!.filter(({ title }) => title === 'Wrong answers')
    expect([correctionDays, mostCorrections]).toEqual([14, 3])
    expect(words?.words).toMatch(/^For 14 days after your payment .* up to three times, at no cost/)
  })

  it('of a date without any are none', () => {
    expect(termsOf(packs, '2026-11-20')).toBe(undefined)
    expect(termsOf(packs, 'constructor')).toBe(undefined)
  })
})
