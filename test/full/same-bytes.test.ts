import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { matrix } from './matrix.ts'

const places = [
  { TZ: 'Pacific/Kiritimati', LC_ALL: 'de_DE.UTF-8' },
  { TZ: 'Pacific/Pago_Pago', LC_ALL: 'tr_TR.UTF-8' },
]

test.each(places)(
  'another process in $TZ with $LC_ALL prints the same bytes',
  async (place) => {
    const script = join(import.meta.dirname, 'print-packs.ts')
    const { stdout } = await promisify(execFile)(process.execPath, [script], {
      env: { ...process.env, ...place },
      maxBuffer: 1 << 28,
    })
    const there: Record<string, string[]> = JSON.parse(stdout)
    for (const { firm, name, print } of matrix.packs)
      expect(there[`${firm} ${name}`], `${firm} ${name}`).toEqual(print)
  },
  300_000,
)
