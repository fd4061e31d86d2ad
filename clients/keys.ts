import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
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
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const key = randomBytes(32).toString('base64')
  try {
    // `wx`: of two processes that start at once, one makes the key and both read it.
    writeFileSync(file, `${key}\n`, { flag: 'wx', mode: 0o600 })
    return key
  } catch {
    return readFileSync(file, 'utf8').trim()
  }
}

/** Puts the public keys (PEM, the current one first) where `npm run verify` finds them. */
export function writePublicKey(dataDir: string, pem: string): void {
  const folder = join(dataDir, 'keys')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(join(folder, 'signing.pub.pem'), pem)
}
