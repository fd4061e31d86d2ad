import { isTailored } from '../../pack/source.ts'
import { listOf } from '../../pack/wording.ts'
import type { Told } from './words.ts'

/** Which version of the pack is the newest, or why there is none. */
export function versionWords({ order, status: { release, attention } }: Told): string {
  if (order.state === 'revoked')
    return 'Your order is closed, and its pack can no longer be downloaded.'
  if (release !== null) return `Version ${release.version} of your pack is the newest.`
  const arrived = 'Your payment has arrived, and your pack is not there yet:'
  return attention === 'parked'
    ? `${arrived} one of us is looking at it.`
    : `${arrived} it is put together by itself, and appears on your page.`
}

/** `“One”, “two” and “three”`: titles are sentences, some of them. */
export const titled = (titles: readonly string[]) => listOf(titles.map((title) => `“${title}”`))

/** Where the newest version holds standard text, and whether that may change. */
export function sectionWords({ status: { release, sections } }: Told): string[] {
  if (release === null) return []
  const open = sections.filter(({ source }) => !isTailored(source))
  const tried = open.filter(({ canImprove }) => canImprove).length
  const those = (wanted: 'static' | 'withheld') =>
    titled(open.filter(({ source }) => source === wanted).map(({ title }) => title))
  const [standard, withheld] = [those('static'), those('withheld')]
  const which = tried === open.length ? 'them' : `${tried} of these`
  return [
    standard === ''
      ? ''
      : `Your pack holds our standard text, which is complete as it is, in ${standard}.`,
    withheld === '' ? '' : `Your pack leaves out ${withheld}.`,
    tried === 0
      ? ''
      : `We go on trying to tailor ${which} by ourselves, and write to you when there is a better version.`,
  ]
}
