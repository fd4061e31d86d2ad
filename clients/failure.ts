/** Wrong words on the command line: exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Ends the process with one clear line on stderr: exit 2 for wrong usage, else 1. */
export function failWith(error: unknown): never {
  const { message, name } = error instanceof Error ? error : { message: String(error), name: '' }
  process.stderr.write(`packhorse: ${plain(error, message)}\n`)
  process.exit(name === 'UsageError' ? 2 : 1)
}

/** Node's own words for what people meet most, said so that they know what to do. */
function plain(error: unknown, message: string): string {
  const { code, port, address } = error as NodeJS.ErrnoException & {
    port?: number
    address?: string
  }
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${address} is in use by another process; stop that one or choose another port in the environment.`
  return message
}
