import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

const installed = places.find((path) => existsSync(path))

/** Tests in the browser are then skipped by name; where `CI=true` they run, and fail. */
export const chromiumMissing = installed === undefined && process.env['CI'] !== 'true'

/** For the name of a suite: says why it was skipped. */
export const inChromium = chromiumMissing
  ? 'in Chromium (skipped; to run it: apt-get install chromium)'
  : 'in Chromium'

/** The caller closes the browser; each launch has a profile of its own. */
export function launchChromium(): Promise<Browser> {
  if (installed === undefined)
    throw new Error('Chromium is not installed; install it with "apt-get install chromium".')
  return chromium.launch({
    executablePath: installed,
    args: [
      // Chromium refuses its sandbox to root, as which CI runs; it only ever loads our own pages.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
