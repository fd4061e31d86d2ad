import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { describeError } from '../../clients/log.ts'
import { createMetrics } from '../../clients/metrics.ts'
import { createObserver } from '../../clients/observe.ts'
import { withoutSecrets } from '../../clients/redact.ts'
import { openTracing } from '../../clients/telemetry/open-tracing.ts'

describe('an error in the log', () => {
  it('keeps its stack and its chain of causes', () => {
    const cause = Object.assign(new TypeError('no such field'), { code: 'E1' })
    const said = describeError(new Error('not built', { cause }))
    expect(said).toMatchObject({ type: 'Error', message: 'not built', cause: { code: 'E1' } })
    expect(said.cause?.stack).toMatch(/TypeError: no such field\n +at .*log\.test\.ts/)
  })

  it('leaves out what a driver attaches: statements and their values', () => {
    const error = Object.assign(new Error('failed'), { query: 'insert …', params: ['Harbour'] })
    expect(JSON.stringify(describeError(error))).not.toMatch(/insert|Harbour/)
  })

  it('holds no password and no address, in message, stack and causes', () => {
    const cause = new Error('connect postgres://shop:pa55word@db/shop')
    const error = new Error('Invalid email address: owner@firm.example', { cause })
    expect(JSON.stringify(describeError(error))).not.toMatch(/pa55word|owner|firm/)
  })

  it('ends with causes that go round in a circle', () => {
    const error = new Error('round')
    error.cause = error
    expect(JSON.stringify(describeError(error)).length).toBeLessThan(50_000)
  })

  it('takes whatever was thrown', () => {
    expect(describeError('no')).toEqual({ type: 'string', message: 'no' })
  })
})

it.each([
  ['postgres://shop:pa55@db/shop?sslpassword=pa55', 'postgres://…@db/shop?…'],
  ['smtp://user%40x:pa55@mail:25 refused', 'smtp://…@mail:25 refused'],
  ['http://gpu-1:8000/v1?api_key=pa55', 'http://gpu-1:8000/v1?…'],
  ['to owner@firm.example now', 'to …@… now'],
  ['to anna@пример.рф, then anna@firm.xn--p1ai.', 'to …@…, then …@….'],
  ['to anna@firm.example,bo@firm.example; mailto:bo@firm.example', 'to …@…; mailto:…@…'],
  ["to 'r&d/o'hara@firm.example' now", "to '…@…' now"],
  ['at node_modules/@temporalio/worker/lib/a.js', 'at node_modules/@temporalio/worker/lib/a.js'],
  ['https://shop.example/packs', 'https://shop.example/packs'],
])('%s is shown as %s', (text, shown) => {
  expect(withoutSecrets(text)).toBe(shown)
})

/** A proxy's whole page may come as an error; a pattern tried anew at each sign of it takes minutes. */
const long = 100_000
it.each([
  ['letters', 'a'.repeat(long), ''],
  ['pieces of a path', 'a/'.repeat(long), ''],
  ['names in quotes', "a'".repeat(long), ''],
  ['quotes', "'".repeat(long), ''],
  ['at signs', '@'.repeat(long), ''],
  ['hosts without a domain', 'a@'.repeat(long), ''],
  ['dots', `a@${'.'.repeat(long)}`, ''],
  ['schemes', 'a://'.repeat(long), ''],
  ['question marks', '?'.repeat(long), ''],
  ['letters before an address', `${'a'.repeat(long)}@firm.example`, '…@…'],
  ['addresses', 'a@firm.example,'.repeat(long), '…@…,'],
  ['a password in an address', `smtp://${'a'.repeat(long)}@mail`, 'smtp://…@mail'],
  ['a query', `http://gpu-1/?${'a?'.repeat(long)}`, 'http://gpu-1/?…'],
])('a long text of %s is shown like a short one', (_, text, shown) => {
  const said = withoutSecrets(`to ${text} now`)
  expect(said === `to ${shown || text} now`).toBe(true)
})

it('holds no password of an endpoint, which fetch repeats', async () => {
  const lines: string[] = []
  const log = pino({}, { write: (line: string) => lines.push(line) })
  const observe = createObserver(createMetrics(), log, await openTracing(null, log))
  const fault = 'http://me:pa55word@gpu-1/v1/models is a URL that includes credentials'
  observe.endpointSeen({ endpoint: 'gpu-1', fault })
  expect(lines).toEqual([expect.stringMatching(/^(?!.*pa55word).*gpu-1.*credentials/)])
})
