// Runs before every npm script, on whatever Node is there: brings node_modules in line with the
// lock file, so that a fresh clone needs no set-up step. Plain JavaScript, because nothing is
// installed yet when it starts.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stamp = join(root, 'node_modules', '.packhorse-lock')
const wanted = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex')

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) install()
requireNode()

function install() {
  process.stderr.write(
    'packhorse: installing dependencies (once per lock file, about a minute) …\n',
  )
  rmSync(stamp, { force: true })
  // Not `npm ci`: docs/decisions/101-npm-install.md.
  const done = spawnSync('npm', ['install', '--no-save', '--ignore-scripts', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (done.status !== 0) {
    process.stderr.write(`${done.stderr ?? ''}\n`)
    process.stderr.write(
      'packhorse: the dependencies could not be installed, because `npm install` failed; check the network or your npm registry setting and run the command again.\n',
    )
    process.exit(1)
  }
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, wanted)
}

// The lock file brings a Node for the common systems; the others need their own.
function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const recent = major > 22 || (major === 22 && minor >= 18)
  if (recent || existsSync(join(root, 'node_modules', '.bin', 'node'))) return
  process.stderr.write(
    `packhorse: this is Node ${process.versions.node}, but 22.18 or later is needed, and there is none to install for this system; install it and run the command again.\n`,
  )
  process.exit(1)
}
