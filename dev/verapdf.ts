import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const version = '1.28.2'
const folder = join(import.meta.dirname, '..', '.local', 'verapdf')
const jar = join(folder, `greenfield-apps-${version}.jar`)

export const verapdfInstallLine = 'apt-get install -y default-jre-headless maven'

/** Fetches the validator with Maven when it is not there yet; false when Java or Maven is absent. */
export function prepareVerapdf(): boolean {
  if (spawnSync('java', ['-version']).status !== 0) return false
  if (existsSync(jar)) return true
  if (spawnSync('mvn', ['-version']).status !== 0) return false
  mkdirSync(folder, { recursive: true })
  const artifact = `-Dartifact=org.verapdf.apps:greenfield-apps:${version}`
  const copy = ['-B', '-q', 'dependency:copy', artifact, `-DoutputDirectory=${folder}`]
  const done = spawnSync('mvn', copy, { cwd: folder, encoding: 'utf8' })
  if (done.status === 0 && existsSync(jar)) return true
  throw new Error(`Maven could not fetch veraPDF ${version}: ${done.stdout}${done.stderr}`)
}

/** What veraPDF found against a profile in one file. */
export interface Finding {
  readonly file: string
  /** `7.18.4-1 …`: clause, test number and description of each failed rule. */
  readonly failures: readonly string[]
}

/** Validates files against PDF/UA-1, all in one JVM. */
export async function validatePdfUa(files: readonly string[]): Promise<Finding[]> {
  const run = ['-cp', jar, 'org.verapdf.apps.GreenfieldCliWrapper']
  const options = ['-f', 'ua1', '--format', 'json', ...files]
  // veraPDF exits 1 when a file fails; its report says which.
  const { stdout } = await promisify(execFile)('java', [...run, ...options], {
    maxBuffer: 1 << 28,
  }).catch((failed: { stdout: string }) => failed)
  const { report } = JSON.parse(stdout) as Report
  return report.jobs.map(({ itemDetails, validationResult }) => ({
    file: itemDetails.name,
    failures: validationResult?.flatMap(failedRules) ?? ['veraPDF could not read the file'],
  }))
}

interface Report {
  readonly report: {
    readonly jobs: readonly {
      readonly itemDetails: { readonly name: string }
      readonly validationResult?: readonly Result[]
    }[]
  }
}

interface Result {
  readonly details: {
    readonly ruleSummaries: readonly {
      readonly clause: string
      readonly testNumber: number
      readonly description: string
      readonly failedChecks: number
    }[]
  }
}

function failedRules({ details }: Result): string[] {
  const failed = details.ruleSummaries.filter(({ failedChecks }) => failedChecks > 0)
  return failed.map((rule) => `${rule.clause}-${rule.testNumber} ${rule.description}`)
}
