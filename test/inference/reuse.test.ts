import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import type { Mode } from '../../dev/stand-in-model/behaviour.ts'
import { isEnglish } from '../../inference/checks/reading/words.ts'
import { jobOf } from '../../inference/job/create-jobs.ts'
import { promptSizeOf } from '../../inference/job/size.ts'
import { reuseKeyOf } from '../../inference/reuse/reuse-key.ts'
import { isNamed } from '../../inference/reuse/reused.ts'
import { isShareable } from '../../inference/reuse/shareable.ts'
import { type Endpoint, endpointsFromUrls } from '../../inference/route/endpoints.ts'
import { type Settings, standardSettings } from '../../inference/settings/settings.ts'
import { identityOf, mask } from '../../pack/identity.ts'
import { askFor, assignmentOf, openRig } from './rig.ts'

const endpoints = (model = 'm', tier: '4b' | '32b' = '4b') =>
  endpointsFromUrls({ tier, urls: ['http://127.0.0.1:1/v1'], model, key: null })

const { signal } = new AbortController()

function jobFor(artefact: string, settings: Partial<Settings> = {}, model = 'm') {
  const ask = askFor(artefact, { order: { ...askFor(artefact).order, tier: 'self-serve' } })
  const all = { ...standardSettings, ...settings }
  const assignment = assignmentOf(ask)
  return jobOf({ ask, assignment, endpoints: endpoints(model), settings: all, signal })
}

describe('the key of a text', () => {
  const job = jobFor('notice-section')
  const hash = (changed: object = {}) => reuseKeyOf({ ...job, ...changed })?.hash

  it('is the same for the same prompt of another order', () => {
    const { ask } = job
    expect(hash({ ask: { ...ask, order: { ...ask.order, id: 'ord_b' }, round: 3 } })).toBe(hash())
  })

  it('comes with the part’s own claim, in whatever round, so that nobody waits for who died', () => {
    const claimant = (changed: object) =>
      reuseKeyOf({ ...job, ask: { ...job.ask, ...changed } })?.claimant
    expect(claimant({ round: 7 })).toBe(claimant({}))
    expect(claimant({ part: 'another' })).not.toBe(claimant({}))
  })

  it.each<[string, object]>([
    ['version of the prompt', { artefact: { ...job.assignment.artefact, promptVersion: '99' } }],
    ['evidence or task', { prompt: { ...job.assignment.prompt, user: 'other' } }],
    ['rules of the house', { prompt: { ...job.assignment.prompt, system: 'other' } }],
    ['shape of the answer', { wireSchema: { type: 'object' } }],
  ])('is another with another %s', (_, changed) => {
    expect(hash({ assignment: { ...job.assignment, ...changed } })).not.toBe(hash())
  })

  it('is another with another model, and with another tier', () => {
    expect(hash({ endpoints: endpoints('n') })).not.toBe(hash())
    expect(hash({ ask: { ...job.ask, tier: '32b' } })).not.toBe(hash())
  })

  it('is none where texts are not reused', () => {
    expect(job.reuseKey).not.toBeNull()
    expect(jobFor('risk-plan').reuseKey).toBeNull()
    expect(jobFor('notice-section', { cache: false }).reuseKey).toBeNull()
  })

  it('is none where no model is asked, so that nobody waits for its text', () => {
    expect(jobFor('notice-section', { enabled: false }).reuseKey).toBeNull()
    expect(jobFor('notice-section', { tier: '32b' }).reuseKey).toBeNull()
  })
})

describe('a text is kept for others', () => {
  const opened: { close(): Promise<unknown> }[] = []
  afterEach(() => Promise.all(opened.splice(0).map((one) => one.close())))

  /** What was kept of a text by this endpoint, whose server serves `base` and `adapter`. */
  async function kept(described: Partial<Endpoint> = {}, mode: Mode = 'up') {
    const contextTokens = described.contextTokens ?? 8_192
    const rig = await openRig({
      contextTokens,
      endpoints: ([server]) => [{ ...endpoints('adapter')[0]!, url: server!.url, ...described }],
    })
    opened.push(rig)
    await rig.server.behave(mode)
    const written = await rig.write(askFor('notice-section'))
    expect(written.source).toBe('model')
    return rig.calls.closings[0]!.reuse!.text
  }

  it('when the model that was asked wrote it', async () => {
    expect(await kept()).toMatchObject({ model: 'adapter' })
  })

  it('not when another one did', async () => {
    expect(await kept({}, 'other-model')).toBeNull()
  })

  it('not when its prompt had to go without evidence', async () => {
    const { artefact } = assignmentOf(askFor('notice-section'))
    const size = promptSizeOf(assignmentOf(askFor('notice-section')))
    const contextTokens = Math.ceil(size * 0.72) + artefact.maxOutputTokens
    expect(await kept({ contextTokens })).toBeNull()
  })

  it.each([
    ['gpt-4o', 'gpt-4o-2024-08-06', true],
    ['gpt-4o', 'gpt-4o-mini', false],
    ['llama-3', 'llama-3-8b', false],
    ['gpt-4o', 'gpt-4', false],
  ])('under the name %s, when the server says %s: %s', (asked, served, isKept) => {
    expect(isNamed(served, asked)).toBe(isKept)
  })
})

describe('a text may be shared', () => {
  const name = fc
    .stringMatching(/^[A-Z][a-z]{4,9}(?: [A-Z][a-z]{4,9})?$/)
    .filter((one) => !isEnglish(one.toLowerCase()))
  const words = fc.stringMatching(/^(?:[a-z]{1,8} ){0,12}$/)

  it('when it names the firm by its placeholder, and not when it names it', () => {
    fc.assert(
      fc.property(name, words, (company, around) => {
        const identity = identityOf({ COMPANY: company })
        const text = `${around}${company} ${around}`
        expect(isShareable({ rows: [text] }, identity)).toBe(false)
        expect(isShareable({ rows: [mask(text, identity, isEnglish)] }, identity)).toBe(true)
      }),
    )
  })

  it.each([
    'write to a.person@example.com',
    'ring +44 131 496 0142',
    'pay to GB29NWBK60161331926819',
  ])('not when it holds what is personal by its form: %s', (text) =>
    expect(isShareable([text], [])).toBe(false),
  )

  it('with dates, numbers and placeholders of facts', () =>
    expect(isShareable('Kept [[PERIOD]] from 21 November 2026, in 30 days.', [])).toBe(true))
})
