import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { withSketch } from './sketch.ts'

const script = join(import.meta.dirname, '../../.ci/tally.mjs')

const testFile = (status: string, ...tests: readonly string[]) => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
})

/** What `.ci/run` says and ends with, given the files of a report and the exit codes before it. */
async function tally(files: readonly unknown[] | null, ...ended: readonly string[]) {
  const report = files === null ? 'no report' : JSON.stringify({ testResults: files })
  return await withSketch({ 'report.json': report }, async (tree) => {
    const args = [script, join(tree, 'report.json'), ...ended]
    const { stdout, status } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    return [stdout.trim(), status]
  })
}

describe('the last line of .ci/run', () => {
  it('counts the tests that passed', async () => {
    const files = [testFile('passed', 'passed', 'passed'), testFile('passed', 'passed', 'skipped')]
    expect(await tally(files, '0', '0')).toEqual(['3 passed, 0 failed', 0])
  })

  it('counts the tests that failed', async () => {
    const files = [testFile('failed', 'passed', 'failed', 'failed')]
    expect(await tally(files, '0', '1')).toEqual(['1 passed, 2 failed', 1])
  })

  it('counts a file that did not load', async () => {
    const files = [testFile('passed', 'passed'), testFile('failed')]
    expect(await tally(files, '0', '1')).toEqual(['1 passed, 1 failed', 1])
  })

  it('fails when the check failed and the tests did not', async () => {
    expect(await tally([testFile('passed', 'passed')], '1', '0')).toEqual(['1 passed, 1 failed', 1])
  })

  it('fails when no test ran', async () => {
    expect(await tally([], '0', '0')).toEqual(['0 passed, 1 failed', 1])
  })

  it('fails when the tests ended without a report', async () => {
    expect(await tally(null, '0', '0')).toEqual(['0 passed, 1 failed', 1])
  })
})
