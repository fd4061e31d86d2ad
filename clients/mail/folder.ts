import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Letter } from '../../pack/letter.ts'
import { messageOf } from './smtp.ts'

/** For trial: each letter becomes a file that a mail program opens. */
export function createMailFolder(folder: string, from: string) {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })

  return async (letter: Letter): Promise<void> => {
    const { message } = await transport.sendMail(messageOf(letter, from, null))
    const file = join(folder, `${letter.messageId.replace(/^<|@.*/g, '')}.eml`)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFile(`${file}.part`, message as Buffer, { mode: 0o600 })
    await rename(`${file}.part`, file)
  }
}
