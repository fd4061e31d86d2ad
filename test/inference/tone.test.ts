import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { advertising } from '../../inference/checks/conduct/advertising.ts'
import { brand } from '../../inference/checks/conduct/brand.ts'
import { manners } from '../../inference/checks/conduct/manners.ts'
import { tone } from '../../inference/checks/conduct/tone.ts'
import { faultsOf } from './drafts.ts'

interface Sentence {
  readonly kind: 'tone' | 'brand' | 'fine'
  readonly text: string
}

const file = join(import.meta.dirname, '..', 'answers', 'tone.jsonl')
const sentences = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Sentence)

const of = (kind: Sentence['kind']) => sentences.filter((one) => one.kind === kind)
const isStopped = ({ text }: Sentence) =>
  [tone, brand, manners, advertising].some((check) => faultsOf(check, text).length > 0)

describe('of sentences as a model writes them on a bad day', () => {
  it('the lists stop over half of those of a wrong tone', () => {
    expect(of('tone')).toHaveLength(80)
    expect(of('tone').filter(isStopped).length).toBeGreaterThanOrEqual(45)
  })

  it('the lists stop over half of those that speak of packs, sellers and models', () => {
    expect(of('brand')).toHaveLength(40)
    expect(of('brand').filter(isStopped).length).toBeGreaterThanOrEqual(22)
  })

  it('none that is fit to print', () => {
    expect(of('fine')).toHaveLength(120)
    expect(of('fine').filter(isStopped)).toEqual([])
  })
})
