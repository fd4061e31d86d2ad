// Turns vitest's JSON report into the last line of `.ci/run`: `N passed, N failed`.
// Usage: node .ci/tally.mjs REPORT ENDED…, ENDED being the exit codes of check and tests.
import { readFileSync } from 'node:fs'

const [file = '', ...ended] = process.argv.slice(2)
const { passed, failed } = count(read())
const green = ended.every((code) => code === '0')

console.log(`${passed} passed, ${Math.max(failed, green && passed > 0 ? 0 : 1)} failed`)
process.exitCode = green && failed === 0 && passed > 0 ? 0 : 1

/** The report, or null when the run ended before there was one. */
function read() {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

function count(report) {
  const files = report?.testResults ?? []
  const having = (status) =>
    files.flatMap((each) => each.assertionResults).filter((test) => test.status === status).length
  // A file that breaks while it is loaded holds no test to count, but must not go unnoticed.
  const broken = files.filter((each) => each.status === 'failed' && !hasFailedTest(each)).length
  return { passed: having('passed'), failed: having('failed') + broken }
}

function hasFailedTest({ assertionResults }) {
  return assertionResults.some((test) => test.status === 'failed')
}
