import { describe, expect, it } from 'vitest'
import {
  presentPrefixes,
  readPrefixes,
  recordLine,
  unversioned,
} from '../../dev/prompt-prefixes.ts'
import { prefixOf } from '../../pack/prompts.ts'
import { asksOf, assignmentOf, orders } from './rig.ts'

describe('what a prompt begins with', () => {
  it('has a new version where it is new', () => {
    expect(unversioned(presentPrefixes(), readPrefixes()).join('\n')).toBe('')
  })

  it('is recorded', () => {
    expect(presentPrefixes(), `Prompts have new versions: run “${recordLine}”.`).toEqual(
      readPrefixes(),
    )
  })

  it('is the same for every firm, and comes first', () => {
    const asks = orders.flatMap(asksOf)
    const others = asks.map(assignmentOf).filter(({ artefact, prompt }) => {
      const { system, task } = prefixOf(artefact)
      return prompt.system !== system || !prompt.user.startsWith(task)
    })
    expect(asks.length).toBeGreaterThan(100)
    expect(others).toEqual([])
  })

  it('is told in one sentence when it changed under an old version', () => {
    const recorded = readPrefixes()
    const [operation, then] = Object.entries(recorded)[0]!
    const changed = { ...recorded, [operation]: { ...then, bytes: 1, sha256: 'other' } }
    expect(unversioned(changed, recorded)).toEqual([
      expect.stringMatching(
        /^The prompt of \S+ begins otherwise than before .* raise it, then run/,
      ),
    ])
  })

  it('may change with its version', () => {
    const recorded = readPrefixes()
    const [operation = ''] = Object.keys(recorded)
    const changed = { ...recorded, [operation]: { promptVersion: '99.0.0', bytes: 1, sha256: 'x' } }
    expect(unversioned(changed, recorded)).toEqual([])
  })
})
