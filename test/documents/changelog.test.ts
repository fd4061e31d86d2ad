import { expect, test } from 'vitest'
import { mainFirm, orderOf } from '../packs/firms.ts'
import { mainReleases, type Opened, open } from './opened.ts'
import { laterRelease, makePack } from './rig.ts'

const order = orderOf(mainFirm.answers)
const { first, second } = await mainReleases()

const saidIn = (opened: Opened) => opened.fileOf('CHANGELOG.md').toString()

test('says of v1 that it is the first, and why its sections are standard text', () => {
  expect(saidIn(first)).toContain('Release 1 of 21 November 2026 is the first.')
  expect(saidIn(first)).not.toContain('Since the release')
  expect(saidIn(first)).toMatch(/Standard text, and why\n\n.*Standard text for now; this section/)
})

test('says of v2 what was written since, and where', () => {
  const [, written = ''] = saidIn(second).split('### Since the release before')
  expect(written.split('\n##')[0]?.trim().split('\n')).toEqual([
    expect.stringMatching(
      /^- \*\*Descriptions.*\(document 01\)\. Tailored to your answers, .* \(11 of 11 entries\)\.$/,
    ),
    expect.stringMatching(/^- \*\*How.*\(document 02\)\. Tailored .* of standard text\.$/),
    expect.stringMatching(/^- \*\*Your risks.*\(in the folder tailored\)\. Tailored/),
  ])
})

test('says what was not included before, and what the larger model wrote anew', async () => {
  const full = { ...order, tier: 'full' as const }
  const smaller = laterRelease(full, ['briefing', 'dpia-draft'], '4b')
  const larger = laterRelease(full, ['dpia-draft'], '32b', smaller)
  const [two, three] = [
    await open(await makePack(full, smaller)),
    await open(await makePack(full, larger)),
  ]
  expect(saidIn(two)).toMatch(/\*\*Briefing.*Written for you; it was not included before\./)
  expect(saidIn(three)).toMatch(/\*\*Draft of your impact.*by the larger language model/)
  expect(three.made.text.folder).toMatch(/-v3$/)
})
