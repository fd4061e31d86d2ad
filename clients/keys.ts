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
  for (const key of given)
    if (Buffer.from(key, 'base64').length !== 32)
      throw new ConfigError(
        `${variable} holds a key that is not base64 of 32 bytes; make one with \`openssl rand -base64 32\`.`,
      )
  return given
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
