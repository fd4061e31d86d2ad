import { chromium } from 'playwright-core'
import { bodyOf } from './html.ts'
import type { Paper } from './paper.ts'
import { oneByOne, programs, type Rival } from './rival.ts'
import { styleSheet } from './style-sheet.ts'

/** One browser and one page, whose style sheet and fonts stay while documents come and go. */
export async function openChromium(papers: readonly Paper[], tagged: boolean): Promise<Rival> {
  const bodies = papers.map(bodyOf)
  const browser = await chromium.launch({
    executablePath: programs.chromium.path,
    // Chromium refuses its sandbox to root, as which CI runs; it only ever loads our own text.
    // A stop is the benchmark's to answer.
    handleSIGINT: false,
    handleSIGTERM: false,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  })
  const page = await browser.newPage()
  await page.setContent(`<style>${styleSheet()}</style><body></body>`)
  const print = async (body: string) => {
    await page.evaluate(
      `document.body.innerHTML = ${JSON.stringify(body)}; document.fonts.ready.then(() => 0)`,
    )
    return page.pdf({ preferCSSPageSize: true, printBackground: true, tagged })
  }
  return {
    name: `Chromium ${browser.version()}${tagged ? ', tagged' : ''}`,
    works: 'outside',
    render: () => oneByOne(bodies, print),
    close: () => browser.close(),
  }
}
