import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { emptyFolder, oneLine, run, start } from './programs.ts'

const file = join(import.meta.dirname, '..', 'answers', 'answers.jsonl')

describe('used wrongly, npm run eval exits 2 in one line:', () => {
  const broken = () => {
    const path = join(emptyFolder(), 'broken.jsonl')
    writeFileSync(path, '{"id":"a1","firm":"bakery"}\n')
    return path
  }
  it.each([
    ['with an unknown option', () => ['--force']],
    ['with a file that is not there', () => ['--answers', 'nowhere.jsonl']],
    ['with a line that is no answer', () => ['--answers', broken()]],
  ])('%s', async (_, args) => {
    const { code, said } = await run('commands/eval.ts', args(), {})
    expect(code).toBe(2)
    expect(said).toMatch(oneLine)
  })
})

describe('npm run eval -- --answers', () => {
  async function lines(...more: string[]) {
    const child = start('commands/eval.ts', ['--answers', file, ...more], {})
    const [out, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
    expect(code).toBe(0)
    return out.trim().split('\n')
  }

  it('ends in one line of JSON that programs read', async () => {
    const all = await lines('--json')
    expect(all).toHaveLength(1)
    const { good, sloppy, bad } = JSON.parse(all.at(-1)!) as Record<string, object>
    expect(Object.keys(good!)).toEqual(['passed', 'of'])
    expect(Object.keys(sloppy!)).toEqual(['passed', 'rescued', 'of'])
    expect(Object.keys(bad!)).toEqual(['stopped', 'of', 'byClass'])
  })

  it('shows a person each class with its interval', async () => {
    const all = await lines()
    expect(all[0]).toMatch(/^good, passed at once +\d+\/49 {3}95 %: \d+\.\d % to 100\.0 %$/)
    expect(all.filter((line) => /^ {2}[\w-]+ +\d+\/\d+/.test(line)).length).toBeGreaterThan(20)
  })
})
