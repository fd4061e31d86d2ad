import { withoutSecrets } from './redact.ts'

/** Wrong words on the command line: exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Ends the process with one clear line on stderr: exit 2 for wrong usage, else 1. */
export function failWith(error: unknown): never {
  const { name, code, message }: Partial<SystemError> = error instanceof Error ? error : {}
  const usage = name === 'UsageError' || code?.startsWith('ERR_PARSE_ARGS')
  const said = message === undefined ? String(error) : plain(error as SystemError)
  const line = withoutSecrets(said)
  process.stderr.write(`packhorse: ${line}\n`)
  process.exit(usage ? 2 : 1)
}

interface SystemError extends NodeJS.ErrnoException {
  readonly port?: number
  readonly address?: string
  readonly hostname?: string
}

/** Node's own words for what people meet most, said so that they know what to do. */
function plain({ code, syscall, port, address, hostname, path, message }: SystemError): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${address} is in use by another process; stop that one or choose another port in the environment.`
  if (code === 'EACCES' && syscall === 'listen')
    return `Port ${port} may not be opened by this user; choose a PORT above 1023.`
  if (code === 'EADDRNOTAVAIL' || (syscall === 'getaddrinfo' && hostname !== undefined))
    return `This machine cannot listen on ${address ?? hostname} (${code}); correct HOST.`
  if (path !== undefined && (syscall === 'mkdir' || syscall === 'open'))
    return `${path} cannot be used (${code}); correct DATA_DIR, or the rights to that folder.`
  return message
}
