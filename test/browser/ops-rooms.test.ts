import type { Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { soon } from '../soon.ts'
import { chromiumMissing, inChromium } from './chromium.ts'
import { type Operators, openOperators } from './operators.ts'

const rooms = ['orders', 'batches', 'reviews', 'models', 'money', 'settings', 'incidents', 'log']

describe.skipIf(chromiumMissing)(`the operator’s room ${inChromium}`, () => {
  let ops: Operators

  beforeAll(async () => {
    ops = await openOperators()
  })
  afterAll(() => ops?.close())

  it.each(rooms)('/ops/%s has no axe-core violation, and fits a narrow screen', async (room) => {
    const seen = await ops.scripted()
    await seen.goto(`${ops.shop.publicUrl}/ops/${room}`)
    expect(await ops.faultsOf(seen)).toEqual([])
    await seen.context().close()
  })

  it('turns safe mode on and off by the keyboard alone, without JavaScript', async () => {
    await ops.page.goto(`${ops.shop.publicUrl}/ops/settings`)
    const safe = ops.page.getByRole('article', { name: /Safe mode/ })
    await safe.getByLabel('Why').focus()
    await ops.page.keyboard.type('the model writes nonsense')
    for (let tabs = 0; tabs < 3; tabs += 1) await ops.page.keyboard.press('Tab')
    await ops.page.keyboard.press('Enter')
    await ops.page.getByRole('status').getByText('turned on').waitFor()
    await safe.getByText('for everything, by ada: the model writes nonsense').waitFor()
    await safe.getByLabel('Why').fill('mended')
    await safe.getByRole('button', { name: 'Turn it off' }).press('Enter')
    await ops.page.getByRole('status').getByText('turned off').waitFor()
    await ops.page.goto(`${ops.shop.publicUrl}/ops/log`)
    await ops.page.getByRole('cell', { name: 'mended' }).waitFor()
  })

  it('says first what is wrong, and leads to where it is mended', async () => {
    const { breakers } = ops.shop.site
    const texts = (await breakers.all()).find(({ tier }) => tier === '4b')!
    const key = { ...texts, operation: 'gdpr.processing-descriptions', kind: 'quality' } as const
    const since = Date.now() - 60_000
    const open = { standing: 'open', cause: 'invalid', since, until: since + 3_600_000 } as const
    const { state } = await breakers.write({ ...key, version: 0 }, { ...texts.state, ...open })
    const seen = await ops.scripted()
    for (const room of ['orders', 'models']) {
      await seen.setViewportSize({ width: 1280, height: 720 })
      await seen.goto(`${ops.shop.publicUrl}/ops/${room}`)
      expect(await seen.getByText('called, but not for all').count()).toBe(1)
      expect(await ops.faultsOf(seen)).toEqual([])
    }
    await seen.context().close()

    await ops.page.goto(`${ops.shop.publicUrl}/ops/orders`)
    const wrong = ops.page.getByRole('region', { name: /What is wrong/ })
    await wrong.getByRole('link', { name: /packhorse-4b-lora/ }).press('Enter')
    await ops.page.waitForURL('**/ops/models#*')
    const model = ops.page.getByRole('article', { name: /packhorse-4b-lora/ })
    await model.getByText('gdpr.processing-descriptions, its texts: open since').waitFor()
    const written = (await breakers.all()).find(({ kind }) => kind === 'quality')!
    await breakers.write(written, { ...state, standing: 'closed' })
    await ops.page.goto(`${ops.shop.publicUrl}/ops/orders`)
    expect(await wrong.count()).toBe(0)
  })

  it('does one thing to many orders: counts them, then starts, and tells what came of it', async () => {
    await ops.page.goto(`${ops.shop.publicUrl}/ops/batches`)
    await ops.page.getByLabel('What').selectOption('rebuild')
    await ops.page.getByLabel('Numbers of orders').fill(`${ops.bought}\n`)
    await ops.page.getByLabel('Why').fill('a disk was replaced')
    await ops.page.getByRole('button', { name: 'Count them' }).press('Enter')
    await ops.page.getByText('0 of 1 order through, 1 to go').waitFor()
    await ops.page.getByLabel('Why').fill('a disk was replaced')
    await ops.page.getByRole('button', { name: 'Start' }).press('Enter')
    await expect
      .poll(() => ops.page.reload().then(() => ops.page.content()))
      .toMatch(/files? (is|are) whole/)
    expect(await ops.violationsAt(ops.page.url())).toEqual([])
  })

  it('keeps a page up to date, and takes nothing from under the hands of who types', async () => {
    const seen = await ops.scripted()
    await seen.goto(`${ops.shop.publicUrl}/ops/batches`)
    const make = async (why: string) =>
      ops.shop.site.batches.make({ act: 'resend', by: 'ada', why }, [ops.bought])
    // The stream has to know the page before it can tell what is new, so the first may be missed.
    await expect
      .poll(
        async () => {
          await make('the first night')
          return seen.getByText('the first night').first().isVisible()
        },
        { interval: 6_000 },
      )
      .toBe(true)
    await seen.getByLabel('Why').fill('half a sentence')
    await make('the second night')
    await seen.getByText('This page has changed since you opened it').waitFor(soon)
    expect(await seen.getByLabel('Why').inputValue()).toBe('half a sentence')
    await seen.getByRole('link', { name: 'Show it as it is now' }).click()
    await seen.getByText('the second night').waitFor()
    await seen.context().close()
  })

  it('says that it may be out of date while the shop cannot be reached, and no longer', async () => {
    const seen = await ops.scripted()
    await seen.clock.install()
    await seen.goto(`${ops.shop.publicUrl}/ops/batches`)
    const note = seen.getByText('The shop does not answer')
    await seen.context().setOffline(true)
    await seen.clock.fastForward(60_000)
    await note.waitFor()
    await seen.context().setOffline(false)
    await seen.clock.fastForward(20_000)
    await note.waitFor({ state: 'hidden' })
    await seen.context().close()
  })

  it('believes a stream that opens only after the shop had not answered', async () => {
    const seen = await ops.scripted()
    await seen.clock.install()
    const cut = (route: Route) => route.abort()
    await seen.route('**/ops/events**', cut)
    await seen.goto(`${ops.shop.publicUrl}/ops/batches`)
    await seen.route('**/ops/batches', cut)
    await seen.clock.fastForward(60_000)
    const note = seen.getByText('The shop does not answer')
    await note.waitFor()
    await seen.unrouteAll()
    await note.waitFor({ state: 'hidden' })
    await seen.context().close()
  })

  it('shows one order: its versions, its letters, and what was tried for each text', async () => {
    await ops.page.goto(`${ops.shop.publicUrl}/ops/orders?find=${ops.bought}`)
    await ops.page.getByRole('link', { name: ops.bought }).press('Enter')
    await ops.page.getByRole('heading', { name: 'Versions of its pack' }).waitFor()
    const versions = ops.page.getByRole('region', { name: 'Versions of its pack' })
    expect(await versions.getByRole('row').count()).toBeGreaterThanOrEqual(3)
    await ops.page.getByRole('region', { name: 'Letters' }).getByText('sent').first().waitFor()
    const text = ops.page.locator('details', { hasText: 'risk-plan' }).first()
    await text.locator('summary').press('Enter')
    await text
      .getByText(/round 1, (4b|32b): model/)
      .first()
      .waitFor()
    expect(await ops.violationsAt(ops.page.url())).toEqual([])
  })

  it('shows what is left of an order, so that it adds up', async () => {
    await ops.page.goto(`${ops.shop.publicUrl}/ops/orders/${ops.bought}`)
    const money = ops.page.getByRole('region', { name: 'Money' })
    const figures = (await money.getByRole('cell').allTextContents()).map((text) =>
      Math.round(Number(text.replace('−', '-').replace(/[€,]/g, '')) * 1_000_000),
    )
    const left = figures.pop()
    expect(figures[0]).toBe(79_000_000)
    expect(figures.reduce((sum, figure) => sum + figure, 0)).toBe(left)
  })

  it('shows the margins of each day, and takes a review of the prices by the keyboard', async () => {
    const costing = (price: number) =>
      ops.shop.site.prices.seen([{ name: 'rack-9', pricePerMTok: { in: price, out: 1 } }])
    await costing(0.1)
    await costing(0.2)
    await ops.page.goto(`${ops.shop.publicUrl}/ops/money?days=7`)
    await ops.page.getByRole('img', { name: /^Left a day since 20\d\d-/ }).waitFor()
    await ops.page.getByText('By day', { exact: true }).press('Enter')
    const days = ops.page.getByRole('region', { name: 'Margins by day' })
    expect(await days.getByRole('row').count()).toBe(2)
    expect(await ops.violationsAt(ops.page.url())).toEqual([])
    await ops.page.getByText('€0.1 → €0.2').waitFor()
    await ops.page.getByLabel('Why our prices stay').focus()
    await ops.page.keyboard.type('one cent more of ten euros')
    await ops.page.keyboard.press('Tab')
    await ops.page.keyboard.press('Enter')
    await ops.page.getByRole('status').getByText('The prices were reviewed.').waitFor()
    expect(await ops.page.getByText('€0.1 → €0.2').count()).toBe(0)
    await ops.page.locator('summary', { hasText: 'Price review' }).press('Enter')
    await ops.page.getByRole('heading', { name: 'What orders took' }).waitFor()
  })

  it('holds a model back and lets it go', async () => {
    await ops.page.goto(`${ops.shop.publicUrl}/ops/models`)
    const model = ops.page.getByRole('article', { name: /packhorse-4b-lora/ })
    await model.getByText('Act').click()
    await model.getByLabel('Why').fill('it is sick')
    await model.getByRole('button', { name: 'Hold its calls back' }).click()
    await model.getByText('Forced open by ada').waitFor()
    await model.getByText('Act').click()
    await model.getByLabel('Why').fill('it is well')
    await model.getByRole('button', { name: 'Leave it to itself' }).click()
    await ops.page.getByRole('status').getByText('left to itself').waitFor()
  })
})
