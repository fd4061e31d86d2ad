/**
 * Checks a pack without the shop: `npm run verify -- pack.zip [--key FILE]`. Stands alone on purpose
 * (these four files and Node, nothing else), so that it can be read and trusted by itself.
 *
 * Exit codes: 0 genuine and whole; 1 not, with the first difference; 2 wrong usage or no key.
 */
import { createPublicKey, type KeyObject } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Difference, printable } from './verify/difference.ts'
import { checkPack } from './verify/pack.ts'

const usage = 'Usage: npm run verify -- pack.zip [--key FILE]'

class WrongUsage extends Error {}

try {
  const { pack, keys } = readArguments()
  const { order, release, files, keyId } = checkPack(readPack(pack), keys)
  const about = `Order ${order}, release ${release}, ${files.length} files, signed with key ${keyId}.`
  console.log(printable(`${pack}: genuine and whole. ${about}`))
} catch (error) {
  console.error(printable(saidBy(error)))
  process.exitCode = error instanceof WrongUsage ? 2 : 1
}

function readArguments(): { pack: string; keys: KeyObject[] } {
  const { positionals, values } = parsed()
  const [pack] = positionals
  if (pack === undefined || positionals.length > 1) throw new WrongUsage(usage)
  const key = values.key ?? join(process.env['DATA_DIR'] ?? '.local', 'keys', 'signing.pub.pem')
  if (!existsSync(key))
    throw new WrongUsage(
      `There is no public key at ${key}; name one with --key FILE (the shop serves it at /.well-known/packhorse-signing-key).`,
    )
  return { pack, keys: readKeys(key) }
}

function parsed() {
  try {
    return parseArgs({ allowPositionals: true, options: { key: { type: 'string' } } })
  } catch (error) {
    throw new WrongUsage(`${saidBy(error)} ${usage}`)
  }
}

/** The file may hold several keys: the current one and old ones. */
function readKeys(file: string): KeyObject[] {
  const pems = readFileSync(file, 'utf8').match(
    /-----BEGIN PUBLIC KEY-----[^-]+-----END [^-]+-----/g,
  )
  if (!pems) throw new WrongUsage(`${file} holds no public key in PEM format.`)
  return pems.map((pem) => createPublicKey(pem))
}

function readPack(file: string): Buffer {
  if (!existsSync(file))
    throw new Difference(`There is no file ${file}; name the pack that you downloaded.`)
  return readFileSync(file)
}

function saidBy(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
