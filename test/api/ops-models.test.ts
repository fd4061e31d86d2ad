import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BreakerKey, type BreakerState, untouched } from '../../pack/breaker.ts'
import { bearer, type OpsShop, openOpsShop } from './ops-shop.ts'

let ops: OpsShop
beforeAll(async () => {
  ops = await openOpsShop()
})
afterAll(() => ops.shop.close())

const since = Date.parse('2026-11-21T14:05:00Z')
const later = Date.now() + 3_600_000
const opened = { ...untouched, standing: 'open', since, until: later, rung: 1 } as const
const byForce = { to: 'closed', since, until: later, by: 'ada', why: 'no other is left' } as const

/** Has the server found as if calls had brought it there. */
async function found(endpoint: string, state: BreakerState, of: Partial<BreakerKey> = {}) {
  const key = { endpoint, model: 'm', operation: '', kind: 'service', ...of } as const
  await ops.shop.site.breakers.write({ ...key, tier: '4b', state: untouched, version: 0 }, state)
}

/** What the page says of a server, without its marks. */
async function said(endpoint: string): Promise<string> {
  const headers = { ...bearer('ben'), accept: 'text/html' }
  const url = '/ops/models'
  const { body } = await ops.shop.app.inject({ url, headers, remoteAddress: ops.remoteAddress() })
  const articles = body.match(/<article[^]*?<\/article>/g) ?? []
  const article = articles.find((one) => one.includes(`>${endpoint}: m`)) ?? ''
  return article
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

const moment = '21 November 2026, 14:05 UTC'

describe('a model on its server', () => {
  it('that nothing speaks against is called, in one line', async () => {
    await found('well', untouched)
    expect(await said('well')).toMatch(/well: m called Tier 4b\.$/)
  })

  it('that is held back says what was found, since when, and what ends it', async () => {
    await found('dead', { ...opened, cause: 'unreachable' })
    expect(await said('dead')).toContain(
      `held back Tier 4b, open since ${moment} (unreachable), until a probe finds it well.`,
    )
  })

  it('that is called by force says what speaks against it as well', async () => {
    await found('forced', { ...opened, cause: 'unreachable', forced: byForce })
    const words = await said('forced')
    expect(words).toContain(
      `called, though it fails Tier 4b, open since ${moment} (unreachable), until a probe finds it well.`,
    )
    expect(words).toMatch(/Forced closed by ada until .* UTC: no other is left/)
  })

  it('that has cooled down is called', async () => {
    const cooled = { ...untouched, standing: 'cooling', cause: 'overloaded', since } as const
    await found('cooled', { ...cooled, until: since + 15_000 })
    expect(await said('cooled')).toMatch(/called Tier 4b\.$/)
    await found('cooling', { ...cooled, until: later })
    expect(await said('cooling')).toContain(`held back Tier 4b, cooling since ${moment} (overload`)
  })

  it('names the texts alone that it is not asked for, and why', async () => {
    const bad = { ...opened, cause: 'invalid' } as const
    await found('garbled', untouched)
    await found('garbled', bad, { operation: 'gdpr.risk-plan', kind: 'quality' })
    await found('garbled', { ...opened, cause: 'misconfigured' }, { operation: 'gdpr.briefing' })
    await found('garbled', untouched, { operation: 'gdpr.notice-section', kind: 'quality' })
    const words = await said('garbled')
    expect(words).toContain('called, but not for all')
    expect(words).toContain(`gdpr.risk-plan, its texts: open since ${moment} (invalid)`)
    expect(words).toContain(`gdpr.briefing: open since ${moment} (misconfigured)`)
    expect(words).not.toContain('notice-section')
  })

  it('fails, where force has it asked for texts that it garbles', async () => {
    await found('both', { ...untouched, forced: byForce })
    await found('both', { ...opened, cause: 'invalid' }, { operation: 'x', kind: 'quality' })
    expect(await said('both')).toContain('called, though it fails')
  })

  it('is named, too, where only its texts are known of', async () => {
    await found('new', { ...opened, cause: 'refused' }, { operation: 'x', kind: 'quality' })
    expect(await said('new')).toContain(`x, its texts: open since ${moment} (refused)`)
  })
})
