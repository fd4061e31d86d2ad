import { execFileSync } from 'node:child_process'
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmdirSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const canMount = process.getuid?.() === 0 && process.platform === 'linux'
export const whyNot = canMount ? '' : ' (skipped: a small disk is mounted by root alone)'

/** A file system of its own, in memory. @param size such as `256k`; `0`: it does not say how large it is */
export function mountSmallDisk(size: string) {
  const folder = mkdtempSync(join(tmpdir(), 'packhorse-disk-'))
  const mount = (options: string) =>
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'packhorse', folder])
  mount(`size=${size}`)
  return {
    folder,
    resize: (to: string) => void mount(`remount,size=${to}`),

    /** To the last block, but for so many bytes. */
    fill(leaving = 0): void {
      const file = openSync(join(folder, 'filler'), 'w')
      let bytes = 0
      try {
        for (;;) bytes += writeSync(file, Buffer.alloc(4_096))
      } catch {
        ftruncateSync(file, bytes - leaving)
        closeSync(file)
      }
    },

    remove() {
      execFileSync('umount', [folder])
      rmdirSync(folder)
    },
  }
}
