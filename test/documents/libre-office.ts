import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

/** Without a word LibreOffice 7.4 leaves out what follows the 247th file of a call. */
const most = 200

/**
 * Has LibreOffice open files, all in one call, and write each in another format.
 * @param format an extension, and the export filter where it is not the usual one
 */
export async function convert(
  files: readonly string[],
  format: string,
  folder: string,
): Promise<void> {
  if (files.length > most) throw new Error(`${files.length} files are too many for one call.`)
  // With a profile of its own it neither waits for another LibreOffice nor changes it.
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`
  const target = ['--headless', '--convert-to', format, '--outdir', folder]
  await promisify(execFile)('soffice', [profile, ...target, ...files])
}
