import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jobOf } from '../../inference/job/create-jobs.ts'
import { endpointsFromUrls } from '../../inference/route/endpoints.ts'
import { firstPlan, type Past, type Plan, planAfter } from '../../inference/route/plan.ts'
import { remarkOn } from '../../inference/route/remark.ts'
import { type Symptom, symptoms, wasCalled } from '../../inference/wire/failures.ts'
import { noReply } from '../../inference/wire/reply.ts'
import { templateTokens, tokensOf } from '../../inference/wire/tokens.ts'
import { askFor, assignmentOf } from './rig.ts'

const ask = askFor('briefing', { tier: '32b' })

function jobWith(count: number, windows: readonly number[] = []) {
  const urls = Array.from({ length: count }, (_, index) => `http://10.0.0.${index}/v1`)
  const endpoints = endpointsFromUrls({ tier: '32b', urls, model: 'm', key: null })
  const sized = endpoints.map((one, i) => ({ ...one, contextTokens: windows[i] ?? 8_192 }))
  const { signal } = new AbortController()
  return jobOf({ ask, assignment: assignmentOf(ask), endpoints: sized, signal })
}

const failed = (symptom: Symptom, retryAfter: number | null = null, text: string | null = null) => {
  const reply = { ...noReply(symptom, 'm'), retryAfter, text }
  return { reply, failure: symptoms[symptom].failure, faults: ['a fault'], content: null }
}

interface Event {
  readonly symptom: Symptom
  readonly retryAfter: number | null
  readonly chance: number
}

/** What is planned when turn after turn fails so. */
function played(count: number, events: readonly Event[], windows?: readonly number[]): Past[] {
  const past: Past[] = []
  let plan: Plan | null = firstPlan(jobWith(count, windows))
  for (const { symptom, retryAfter, chance } of events) {
    if (plan === null) break
    past.push({ plan, tried: failed(symptom, retryAfter) })
    plan = planAfter(past, chance)
  }
  return past
}

const event = fc.record({
  symptom: fc.constantFrom(...(Object.keys(symptoms) as Symptom[])),
  retryAfter: fc.option(fc.nat(60_000)),
  chance: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
})
const events = fc.array(event, { minLength: 10, maxLength: 10 })
const endpoints = fc.integer({ min: 1, max: 5 })

const always = (law: (past: readonly Past[]) => void) =>
  fc.assert(
    fc.property(endpoints, events, (count, all) => {
      law(played(count, all))
    }),
  )

const namesOf = (past: readonly Past[]) => past.map(({ plan }) => plan.endpoint.name)
const symptomsOf = (past: readonly Past[]) => past.map(({ tried }) => tried.reply.symptom)

describe('whatever fails,', () => {
  it('there are six calls at most', () => {
    always((past) => expect(symptomsOf(past).filter(wasCalled).length).toBeLessThanOrEqual(6))
  })

  it('servers that are not called take nothing from the one that is', () => {
    const away = { symptom: 'held-back', retryAfter: null, chance: 0 } as const
    const cooling = { ...away, symptom: 'cooling', retryAfter: 20_000 } as const
    for (const uncalled of [away, cooling]) {
      const past = played(8, [
        ...Array.from({ length: 7 }, () => uncalled),
        { ...away, symptom: 'no-connection' },
      ])
      expect(namesOf(past)).toHaveLength(8)
    }
  })

  it('turns in which a server was not called take nothing from those in which it is', () => {
    const cooling = { symptom: 'cooling', retryAfter: 1_000, chance: 0 } as const
    const cut = { symptom: 'cut', retryAfter: null, chance: 0 } as const
    expect(symptomsOf(played(1, [cooling, cooling, cut, cut]))).toEqual([
      'cooling',
      'cooling',
      'cut',
      'cut',
    ])
  })

  it('two servers get four calls at most within three seconds', () => {
    const service = event.filter(({ symptom }) => symptoms[symptom].remedy === 'next-endpoint')
    const ten = fc.array(service, { minLength: 10, maxLength: 10 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 }), ten, (count, all) => {
        const waits = played(count, all).map(({ plan }) => plan.wait)
        const times = waits.map((_, index) => waits.slice(0, index + 1).reduce((a, b) => a + b))
        expect(times.filter((time) => time <= 3_000).length).toBeLessThanOrEqual(4)
      }),
    )
  })

  it('a route that was silent is not asked twice', () => {
    always((past) => {
      const silent = past.filter(({ tried }) => tried.failure === 'timeout')
      for (const { plan } of silent) {
        const later = past.slice(plan.number)
        expect(namesOf(later)).not.toContain(plan.endpoint.name)
      }
    })
  })

  it('the model is told of a bad answer once', () => {
    always((past) => {
      const remarks = new Set(past.map(({ plan }) => plan.remark).filter(Boolean))
      expect(remarks.size).toBeLessThanOrEqual(1)
    })
  })

  it('a refusal is the last word', () => {
    always((past) => {
      const at = past.findIndex(({ tried }) => tried.failure === 'refused')
      expect(at === -1 || at === past.length - 1).toBe(true)
    })
  })

  it('nobody is asked again before every other was asked, and not without a pause', () => {
    always((past) => {
      for (const { plan } of past.filter(({ plan }) => plan.isRepeat)) {
        const before = past.slice(0, plan.number - 1)
        expect(new Set(namesOf(before)).size).toBe(plan.job.endpoints.length)
        expect(plan.wait).toBeGreaterThanOrEqual(500)
      }
    })
  })
})

it('a full server is asked again when it wants, but not after half a minute', () => {
  const busy = (retryAfter: number) => [{ symptom: 'busy' as const, retryAfter, chance: 0 }]
  const planned = (retryAfter: number) => planAfter(played(1, busy(retryAfter)), 0)
  expect(planned(9_000)).toMatchObject({ wait: 9_000 })
  expect(planned(31_000)).toBeNull()
})

it('those whom a full server told the same moment do not come back in it', () => {
  const past = played(1, [{ symptom: 'busy', retryAfter: 9_000, chance: 0 }])
  const waits = [0, 0.25, 0.5].map((chance) => planAfter(past, chance)?.wait)
  expect(waits).toEqual([9_000, 9_500, 10_000])
})

it('of two full servers the one that is free first is asked again', () => {
  const two = [9_000, 2_000].map((retryAfter) => ({
    symptom: 'busy' as const,
    retryAfter,
    chance: 0,
  }))
  expect(planAfter(played(2, two), 0)?.endpoint.name).toBe('vllm-32b-2')
})

it('a prompt that was too long goes to larger windows only', () => {
  const long = Array.from({ length: 3 }, () => ({
    symptom: 'too-long' as const,
    retryAfter: null,
    chance: 0,
  }))
  expect(namesOf(played(4, long, [8_192, 4_096, 16_384, 16_384]))).toEqual([
    'vllm-32b-1',
    'vllm-32b-3',
  ])
  expect(symptomsOf(played(2, long, [8_192, 4_096]))).toEqual(['too-long'])
})

describe('what is said of a bad answer', () => {
  const answer = `{"summary":"${'All is well. '.repeat(700)}"}`
  const said = (window: number) => {
    const job = jobWith(1, [window])
    const { prompt, artefact } = job.assignment
    const remark = remarkOn(failed('unfit', null, answer), { job, endpoint: job.endpoints[0]! })
    const bytes = Buffer.byteLength(prompt.system + prompt.user + remark)
    return { remark, tokens: tokensOf(bytes) + templateTokens + artefact.maxOutputTokens }
  }

  it('quotes it whole where the window has room', () => {
    expect(said(32_768).remark).toContain(answer)
  })

  it('always fits into the window, with the new answer', () => {
    const least = said(0).tokens
    fc.assert(
      fc.property(fc.integer({ min: least, max: 32_768 }), (window) => {
        const { remark, tokens } = said(window)
        expect(remark).toContain('a fault')
        // What introduces the quotation is not counted.
        expect(tokens).toBeLessThanOrEqual(window + tokensOf(40))
      }),
    )
  })

  it('quotes nothing where there is no room', () => {
    expect(said(0).remark).not.toContain('All is well')
  })

  it('of an answer that was cut off asks for a shorter one', () => {
    const job = jobWith(1)
    const remark = remarkOn(failed('length'), { job, endpoint: job.endpoints[0]! })
    expect(remark).toContain('too long')
  })
})
