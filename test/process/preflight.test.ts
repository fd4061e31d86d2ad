import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { gdpr } from '../../catalogue/gdpr.ts'
import { emptyLines, linesOf } from '../../commands/preflight/lines.ts'
import { oneLine, run, start } from './programs.ts'

describe('npm run preflight', () => {
  it('says of every artefact what holds for it, and that nothing is missing', async () => {
    const child = start('commands/preflight.ts', ['--json'], {})
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
    const [out, , code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
    const { ok, empty, flights } = JSON.parse(out.trim().split('\n').at(-1)!)
    expect([code, ok, empty]).toEqual([0, true, []])
    const operations = flights.map(({ operation }: { operation: string }) => operation)
    expect(operations).toEqual(gdpr.artefacts.map(({ operation }) => operation))
    const judgeOf = (id: string) =>
      flights.find(({ operation }: { operation: string }) => operation === id).lines.judge
    expect(judgeOf('gdpr.notice-section')).toContain('each text; while it is away the written')
    expect(judgeOf('gdpr.breach-scenarios')).toContain('10 % of the texts')
    for (const words of ['written text, fallbacks/gdpr/notice-section.yaml', 'refused, invalid'])
      expect(out).toContain(words)
  })

  it('exits 2 when it is used wrongly', async () => {
    const { code, said } = await run('commands/preflight.ts', ['--all'], {})
    expect(code).toBe(2)
    expect(said).toMatch(oneLine)
  })
})

const lines = { fallback: 'written text', budget: 'EUR 2' }
const flights = [
  { operation: 'gdpr.one', lines },
  { operation: 'gdpr.other', lines: { ...lines, fallback: '' } },
]

it('names what is said of nothing', () => {
  expect(emptyLines(flights)).toEqual(['gdpr.other: fallback'])
})

it('says once what is alike, and shows what is missing', () => {
  expect(linesOf(flights)).toEqual([
    'gdpr.one',
    '  fallback       written text',
    '',
    'gdpr.other',
    '  fallback       – nothing –',
    '',
    'Of each of them',
    '  budget         EUR 2',
  ])
})
