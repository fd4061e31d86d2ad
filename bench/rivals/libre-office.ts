import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { renderDocx } from '../../documents/docx/render.ts'
import type { Printable } from '../../documents/printable.ts'
import { fontFiles, programs, type Rival } from './rival.ts'

const run = promisify(execFile)

/** Converts our Word files, all in one call; they are written before anything is measured. */
export async function openLibreOffice(printables: readonly Printable[]): Promise<Rival> {
  const folder = mkdtempSync(join(tmpdir(), 'packhorse-rivals-'))
  const environment = { ...process.env, FONTCONFIG_FILE: withInter(folder) }
  const names = printables.map((_, index) => join(folder, `${index}`))
  for (const [index, printable] of printables.entries())
    writeFileSync(`${names[index]}.docx`, await renderDocx(printable, 'key'))
  return {
    name: version(),
    works: 'outside',
    render: async () => {
      const files = names.map((name) => `${name}.docx`)
      await run(programs.libreOffice.path, [...options(folder), ...files], { env: environment })
      return names.map((name) => taken(`${name}.pdf`))
    },
    close: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** With a profile of its own it neither waits for another LibreOffice nor changes it. */
function options(folder: string): string[] {
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
  return [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder]
}

/** The machine's own fonts, and ours. */
function withInter(folder: string): string {
  const file = join(folder, 'fonts.conf')
  const cache = join(folder, 'font-cache')
  mkdirSync(cache)
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
      <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
      <dir>${fontFiles.folder}</dir><cachedir>${cache}</cachedir></fontconfig>`,
  )
  return file
}

/** Removed at once, so that no later call can pass with the file of an earlier one. */
function taken(path: string): Uint8Array {
  const bytes = readFileSync(path)
  rmSync(path)
  return bytes
}

function version(): string {
  const said = execFileSync(programs.libreOffice.path, ['--version'], { encoding: 'utf8' })
  return said.split(' ').slice(0, 2).join(' ')
}
