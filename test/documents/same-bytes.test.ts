import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { mainFirm, orderOf } from '../packs/firms.ts'
import { firstRelease, laterRelease, makePack } from './rig.ts'

const order = orderOf(mainFirm.answers)

/** The pack's hash as another process makes it, after other work, elsewhere in the world. */
async function hashIn(environment: Readonly<Record<string, string>>): Promise<string> {
  const script = join(import.meta.dirname, 'print-hash.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [script], {
    env: { ...process.env, ...environment },
  })
  return stdout.trim()
}

test('the same order gives the same zip in two processes, time zones and locales', async () => {
  const here = await makePack(order, firstRelease(order))
  const east = await hashIn({
    TZ: 'Pacific/Kiritimati',
    LANG: 'de_DE.UTF-8',
    LC_ALL: 'de_DE.UTF-8',
  })
  const west = await hashIn({ TZ: 'Pacific/Pago_Pago', LANG: 'en_US.UTF-8', WARM: 'yes' })
  expect(east).toBe(here.sha256)
  expect(west).toBe(here.sha256)
})

test('a later release keeps the bytes of every document whose sections did not change', async () => {
  const first = await makePack(order, firstRelease(order))
  const second = await makePack(order, laterRelease(order, ['notice-section']))
  const keys = (made: typeof first) => new Map(made.text.documents.map((it) => [it.path, it.key]))
  const changed = [...keys(second)].filter(([path, key]) => keys(first).get(path) !== key)
  expect(changed.map(([path]) => path)).toEqual([
    '00-README.pdf',
    '02-privacy-notice.pdf',
    '02-privacy-notice.docx',
    'AI-NOTICE.pdf',
    'CHANGELOG.pdf',
  ])
})

test('a document whose words differ has another key', async () => {
  const other = {
    ...mainFirm.answers,
    company: { ...(mainFirm.answers['company'] as object), legalName: 'Other Ltd' },
  }
  const theirs = orderOf(other)
  const [ours, others] = [
    await makePack(order, firstRelease(order)),
    await makePack(theirs, firstRelease(theirs)),
  ]
  const keys = new Set(ours.text.documents.map(({ key }) => key))
  expect(
    others.text.documents.find(({ key, path }) => path.startsWith('01') && keys.has(key)),
  ).toBe(undefined)
})
