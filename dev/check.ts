// `npm run check`: what can be known of the code without running it.
import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { committedFiles, misplaced } from './check/committed.ts'
import { type Breach, breachesOf } from './check/law.ts'

/** What is wrong, for a person to read; `''` when nothing is. */
type Check = () => Promise<string>

const tree = join(import.meta.dirname, '..')
const files = committedFiles(tree)
const code = files.filter((file) => /\.m?ts$|\.mjs$/.test(file))
const rooms = [...new Set(code.map((file) => file.replace(/\/.*/, '')))]

const checks: Readonly<Record<string, Check>> = {
  types: tool('tsc', '-p', '.'),
  lint: tool('oxlint', '--type-aware', '--format=unix', ...rooms),
  format: tool('biome', 'check', '--max-diagnostics=none', '.'),
  law: async () => (await breachesOf(tree, rooms)).map(sentence).join('\n'),
  'dead code': tool('knip', '--no-progress', '--no-config-hints'),
  files: async () => misplaced(tree, files).join('\n'),
}

const results = await Promise.all(Object.entries(checks).map(report))
process.exitCode = results.every(Boolean) ? 0 : 1

async function report([name, check]: [string, Check]): Promise<boolean> {
  const wrong = await check().catch(String)
  console.log(wrong === '' ? `${name}: ok` : `${name}: failed\n${wrong.trimEnd()}\n`)
  return wrong === ''
}

/** A check by a program of `node_modules`: it fails when the program does. */
function tool(program: string, ...args: string[]): Check {
  return async () => {
    const PATH = join(tree, 'node_modules', '.bin') + delimiter + process.env['PATH']
    const child = spawn(program, args, {
      cwd: tree,
      env: { ...process.env, PATH },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject).once('close', resolve)
    })
    const [status, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
    return status === 0 ? '' : `${out}${err}` || `${program} ended with ${status}`
  }
}

function sentence({ rule, from, to, why }: Breach): string {
  return `${rule}: ${from} → ${to}. ${why}`
}
