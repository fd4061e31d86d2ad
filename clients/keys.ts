import { randomBytes, randomUUID } from 'node:crypto'
import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { ConfigError } from './config.ts'

/**
 * Keys from the environment, newest first, or the trial key kept under `DATA_DIR/keys/`, made on
 * first use.
 *
 * @param name of the file: `link`, `signing`
 * @returns base64 of 32 bytes each
 */
export function keysFrom(
  variable: string,
  given: string[] | undefined,
  dataDir: string,
  name: string,
) {
  if (given === undefined) return [trialKey(join(dataDir, 'keys', `${name}.key`))]
  checkKeys(variable, given)
  return given
}

/** @throws ConfigError for a key that somebody could guess */
export function checkKeys(variable: string, given: readonly string[]): void {
  const fault = given.map(faultOf).find((found) => found !== null)
  const twice = new Set(given).size < given.length ? 'holds the same key twice' : null
  if (fault ?? twice)
    throw new ConfigError(
      `${variable} ${fault ?? twice}; make one with \`openssl rand -base64 32\`.`,
    )
}

function faultOf(key: string): string | null {
  if (!/^[\w+/-]{43}=?$/.test(key)) return 'holds a key that is not base64 of 32 bytes'
  const different = new Set(Buffer.from(key, 'base64')).size
  // Nobody will ever draw 32 random bytes with fewer than 16 different ones.
  return different < 16 ? 'holds a key that is not random' : null
}

function trialKey(file: string): string {
  if (!existsSync(file)) makeKey(file)
  const key = readFileSync(file, 'utf8').trim()
  const fault = faultOf(key)
  if (fault === null) return key
  throw new ConfigError(
    `${file} ${fault}, so it protects nothing; put the right one back, or remove the file to have a new key made, by which no old link or signature counts.`,
  )
}

/** Whole or not at all; of two processes that make one at once, both get the first. */
function makeKey(file: string): void {
  const unfinished = writeBeside(file, `${randomBytes(32).toString('base64')}\n`)
  try {
    linkSync(unfinished, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(unfinished)
  }
}

function writeBeside(file: string, text: string): string {
  const unfinished = `${file}.${randomUUID()}`
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(unfinished, text, { mode: 0o600, flush: true })
  return unfinished
}

/** Puts the public keys (PEM, the current one first) where `npm run verify` finds them. */
export function writePublicKey(dataDir: string, pem: string): void {
  const file = join(dataDir, 'keys', 'signing.pub.pem')
  renameSync(writeBeside(file, pem), file)
}
