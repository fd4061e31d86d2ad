import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Where the letters of a trial are, each a file whose name begins with its order's id. */
export const mailFolderIn = (dataDir: string) => join(dataDir, 'mail')

/** Removes the letters of an order; without such a folder there is none. */
export async function removeLetters(folder: string, order: string): Promise<void> {
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  for (const file of files)
    if (file.startsWith(`${order}.`)) await rm(join(folder, file), { force: true })
}
