import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the README of an unpacked pack tells the customer to run, as a customer would run it. */
export interface PrintedCommands {
  /** Runs the command in bold that begins so, inside the pack's top folder. */
  readonly run: (start: string) => { readonly succeeds: boolean; readonly says: string }
}

/** @param top the unpacked top folder; the public key lies beside it as `key.pem` */
export function printedCommands(top: string): PrintedCommands {
  const readme = readFileSync(join(top, '00-README.md'), 'utf8')
  return {
    run: (start) => {
      const line = [...readme.matchAll(/\*\*(.+?)\*\*/g)].find(([, text]) =>
        text?.startsWith(start),
      )
      const [command = '', ...args] = line?.[1]?.split(' ') ?? []
      const { status, stdout } = spawnSync(command, args, { cwd: top, encoding: 'utf8' })
      return { succeeds: status === 0, says: stdout.trim() }
    },
  }
}
