import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'

/** Every file that is, or by `.gitignore` would be, committed; paths below the tree. */
export function committedFiles(tree: string): string[] {
  // A checkout may belong to another user than the one who checks it (containers).
  const trusted = ['-c', 'safe.directory=*']
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const output = execFileSync('git', [...trusted, ...list], { cwd: tree, encoding: 'utf8' })
  return output.split('\0').filter((file) => file !== '' && existsSync(join(tree, file)))
}

const nameless = /^(?:utils?|helpers?|types|services?|common|shared|lib|manager)$/
const vague = /-(?:utils?|helpers?|services?|manager)$/

/** Names that do not say what is inside. */
export function vagueNames(files: readonly string[]): string[] {
  return files.filter((file) =>
    file.split('/').some((part) => {
      const name = basename(part).replace(/(?<=.)\..*$/, '')
      return nameless.test(name) || (vague.test(name) && file.endsWith('.ts'))
    }),
  )
}

const strangers: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  {
    what: 'a package registry by its host',
    pattern:
      /\b(?:registry|repo1?|pypi|goproxy|proxy|mirrors?|deb)\.(?:[\w-]+\.)*(?:org|com|net|io|dev)\b/,
  },
  { what: 'a download address in the lock file', pattern: /"resolved": "https?:/ },
  { what: "a path of somebody's machine", pattern: /(?<![\w.])\/(?:work|root|home|Users)\/\w/ },
]

/** What says where a file was made instead of what it is for: `file:line names …`. */
export function strangersIn(file: string, text: string): string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      strangers
        .filter(({ pattern }) => pattern.test(line))
        .map(({ what }) => `${file}:${index + 1} names ${what}`),
    )
}

interface Manifest {
  readonly [group: string]: unknown
}

const groups = ['dependencies', 'devDependencies', 'optionalDependencies']

/** The groups of `package.json` in which the lock file has other dependencies or versions. */
export function unlocked(manifest: Manifest, locked: Manifest): string[] {
  return groups
    .filter((group) => !isDeepStrictEqual(manifest[group], locked[group]))
    .map((group) => `package-lock.json differs from package.json in ${group}: run npm install`)
}

/** Everything that must not be committed to the tree, one line each. */
export function misplaced(tree: string, files: readonly string[]): string[] {
  const names = vagueNames(files).map(
    (file) => `${file} has a name that does not say what is inside`,
  )
  const lines = files.flatMap((file) => {
    const bytes = readFileSync(join(tree, file))
    return bytes.includes(0) ? [] : strangersIn(file, bytes.toString())
  })
  const read = (file: string) => JSON.parse(readFileSync(join(tree, file), 'utf8'))
  const lock = unlocked(read('package.json'), read('package-lock.json').packages[''])
  return [...names, ...lines, ...lock]
}
