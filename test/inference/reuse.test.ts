import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isEnglish } from '../../inference/checks/words.ts'
import { jobOf } from '../../inference/job/create-jobs.ts'
import { type Settings, standardSettings } from '../../inference/job/settings.ts'
import { reuseKeyOf } from '../../inference/reuse/reuse-key.ts'
import { isShareable } from '../../inference/reuse/shareable.ts'
import { endpointsFromUrls } from '../../inference/route/endpoints.ts'
import { identityOf, mask } from '../../pack/identity.ts'
import { askFor, assignmentOf } from './rig.ts'

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
