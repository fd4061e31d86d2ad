import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Incident } from '../../pack/incident.ts'
import { createOperatorStore } from '../../store/orders/operator.ts'
import { chromiumMissing, inChromium } from './chromium.ts'
import { type Operators, openOperators } from './operators.ts'

describe.skipIf(chromiumMissing)(`incidents ${inChromium}`, () => {
  let ops: Operators

  beforeAll(async () => {
    ops = await openOperators()
  })
  afterAll(() => ops?.close())

  it('opens an incident, tells its story and ends it', async () => {
    await ops.page.goto(`${ops.shop.publicUrl}/ops/incidents`)
    await ops.page.getByLabel('Kind').selectOption('leak')
    await ops.page.getByLabel('What happened, in one line').fill('A pack names another firm')
    await ops.page.getByLabel('Minutes since it began').fill('5')
    await ops.page.getByRole('button', { name: 'Open it' }).press('Enter')
    await ops.page.getByRole('heading', { name: 'A pack names another firm open' }).waitFor()
    await ops.page.getByText('Within 72 hours of noticing, tell').waitFor()
    expect(await ops.violationsAt(ops.page.url())).toEqual([])
    await ops.page.getByLabel('What we learned').fill('one prompt held two orders')
    await ops.page.getByLabel('Minutes since it was mended').fill('2')
    await ops.page.getByRole('button', { name: 'End it' }).press('Enter')
    await ops.page.getByRole('heading', { name: 'A pack names another firm over' }).waitFor()
    const [{ beganAt, endedAt }] = (await ops.shop.site.incidents.list(1)) as [Incident]
    const took = Date.parse(endedAt!) - Date.parse(beganAt)
    // Of the five minutes less these two, and as long as the browser took.
    expect(Math.floor(took / 60_000)).toBe(3)
    expect(await ops.page.getByText('Within 72 hours of noticing, tell').count()).toBe(0)
  })

  it('writes to whom an incident concerns, by the keyboard alone, after a look at the letter', async () => {
    await ops.page.goto(`${ops.shop.publicUrl}/ops/incidents`)
    await ops.page.getByLabel('Kind').selectOption('money')
    await ops.page.getByLabel('What happened, in one line').fill('The tax was charged twice')
    await ops.page.getByLabel('Minutes since it began').fill('30')
    await ops.page.getByRole('button', { name: 'Open it' }).press('Enter')
    await ops.page.getByText('1 in all: 0 told, 1 not told yet.').waitFor()
    await ops.page.getByText('Not told yet: 1').press('Enter')
    const leaveOut = ops.page.getByRole('checkbox', { name: `Leave out ${ops.bought}` })
    await leaveOut.press('Space')
    expect(await leaveOut.isChecked()).toBe(true)
    await leaveOut.press('Space')
    await ops.page.getByLabel('A paragraph of your own').focus()
    await ops.page.keyboard.type('Tax was charged twice on some invoices.')
    await ops.page.keyboard.press('Tab')
    await ops.page.keyboard.press('Enter')
    await ops.page.getByRole('heading', { name: 'The letter, before it goes' }).waitFor()
    const letter = ops.page.getByRole('region', { name: 'The letter' })
    await letter.getByText('Tax was charged twice on some invoices.').waitFor()
    await ops.page.getByLabel('Why').focus()
    await ops.page.keyboard.type('they shall know')
    await ops.page.keyboard.press('Tab')
    await ops.page.keyboard.press('Enter')
    await ops.page.getByRole('status').getByText('1 of 1 orders written to.').waitFor()
    await ops.page.getByText('1 in all: 1 told, 0 not told yet.').waitFor()
    expect(await ops.violationsAt(ops.page.url().replace('/letters', ''))).toEqual([])
    await ops.page.goto(`${ops.shop.publicUrl}/ops/orders/${ops.bought}`)
    await ops.page.getByRole('link', { name: /^incident \d+$/ }).waitFor()
  })

  it('leaves what was ticked as it is, though the page has changed', async () => {
    const { shop, bought } = ops
    const beganAt = new Date(Date.now() - 3_600_000).toISOString()
    const asked = { kind: 'quality', title: 'Poor texts', beganAt, by: 'ada' } as const
    const id = await shop.site.incidents.open(asked)
    const seen = await ops.scripted()
    await seen.goto(`${shop.publicUrl}/ops/incidents/${id}`)
    const list = seen.getByText(/^Not told yet/)
    await list.click()
    const box = seen.getByRole('checkbox', { name: bought })
    await box.check()
    await list.click()
    const changed = seen.getByText('This page has changed since you opened it')
    await expect
      .poll(
        async () => {
          await createOperatorStore(shop.site.database).record({
            ...{ by: 'ben', why: 'a look', verb: 'open', subject: '', way: 'ops' },
          })
          return changed.isVisible()
        },
        { interval: 6_000 },
      )
      .toBe(true)
    // The list is shut again, so that nothing but the tick keeps it as it is.
    expect(await seen.locator('input:checked').count()).toBe(1)
    await seen.context().close()
  })

  it('shows the letter of a leak, by itself as a mail program would', async () => {
    await ops.page.goto(`${ops.shop.publicUrl}/ops/incidents`)
    await ops.page.getByLabel('Kind').selectOption('leak')
    await ops.page.getByLabel('What happened, in one line').fill('A pack names another firm')
    await ops.page.getByRole('button', { name: 'Open it' }).press('Enter')
    await ops.page.getByText('This letter is not the notice that the law may ask for').waitFor()
    const incident = ops.page.url()
    await ops.page.getByLabel('These orders').selectOption('got')
    await ops.page.getByLabel('The orders, by their numbers').fill(ops.bought)
    const words = ops.page.getByLabel('A paragraph of your own')
    expect(await words.getAttribute('required')).not.toBeNull()
    await words.fill('One customer has it.')
    await ops.page.getByRole('button', { name: 'See the letter' }).press('Enter')
    await ops.page.getByText('Delete every version of the pack').waitFor()
    await ops.page.getByText('This order still opens by a link').waitFor()
    const opened = ops.known.waitForEvent('page')
    await ops.page.getByRole('button', { name: 'As a mail program shows it' }).press('Enter')
    const mail = await opened
    await mail.getByRole('heading', { name: 'Your pack held data of another customer' }).waitFor()
    expect((await mail.locator('.paper').boundingBox())?.width).toBe(560)
    await mail.close()
    await ops.page.getByRole('listitem').getByRole('link', { name: ops.bought }).press('Enter')
    await ops.page.getByRole('heading', { name: 'One order' }).waitFor()
    await ops.page.goto(incident)
    await ops.page.getByLabel('What we learned').fill('one prompt held two orders')
    await ops.page.getByRole('button', { name: 'End it' }).press('Enter')
    await ops.page.getByRole('heading', { name: 'A pack names another firm over' }).waitFor()
  })

  it('shows a letter before it goes without an axe-core violation, on a narrow screen too', async () => {
    const seen = await ops.scripted()
    await seen.goto(`${ops.shop.publicUrl}/ops/incidents`)
    await seen.getByLabel('Kind').selectOption('leak')
    await seen.getByLabel('What happened, in one line').fill('A pack names another firm')
    await seen.getByRole('button', { name: 'Open it' }).click()
    await seen.getByLabel('The orders, by their numbers').fill(ops.bought)
    await seen.getByLabel('A paragraph of your own').fill('One customer has it.')
    await seen.getByRole('button', { name: 'See the letter' }).click()
    await seen.getByRole('heading', { name: 'The letter, before it goes' }).waitFor()
    await seen.getByText('This order still opens by a link').waitFor()
    expect(await ops.faultsOf(seen)).toEqual([])
    await seen.context().close()
  })
})
