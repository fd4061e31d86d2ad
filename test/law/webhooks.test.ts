import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Sketch, withSketch } from './sketch.ts'

const house = join(import.meta.dirname, '../..')
const own = (file: string) => ({ [file]: readFileSync(join(house, file), 'utf8') })

/** Ways to take an event that Stripe did not sign for us lately. */
const refused: readonly string[] = [
  'stripe.webhooks.constructEventWithoutVerification(body)',
  "stripe.webhooks['constructEventWithoutVerification'](body)",
  'const { constructEventWithoutVerification: take } = stripe.webhooks; take(body)',
  'stripe.parseEventNotificationWithoutVerification(body)',
  'stripe.notificationHandlerWithoutVerification(() => {})',
  'stripe.webhooks.constructEvent(body, header, secret, 0)',
  'stripe.webhooks.constructEvent(body, header, secret, -1)',
  'await stripe.webhooks.constructEventAsync(body, header, secret, 0)',
  'stripe.webhooks.signature.verifyHeader(body, header, secret, 0)',
  'stripe.webhooks.signature.verifyHeader(body, header, secret, Number.NaN)',
  'const age = 0; stripe.webhooks.constructEvent(body, header, secret, age)',
  'const tolerance = 0; stripe.webhooks.constructEvent(body, header, secret, tolerance)',
  'const tolerance = -1; stripe.webhooks.constructEvent(body, header, secret, tolerance)',
  'use({ tolerance: 0 })',
  'function read(tolerance = 0) { return tolerance }; read()',
]

const accepted: readonly string[] = [
  'stripe.webhooks.constructEvent(body, header, secret)',
  'stripe.webhooks.constructEvent(body, header, secret, 300)',
  'const toleranceSeconds = 300; stripe.webhooks.signature.verifyHeader(body, header, secret, toleranceSeconds)',
]

const around = (code: string) => `
declare const stripe: any
declare const body: string, header: string, secret: string
declare function use(options: object): void
export async function read() {
  use({ stripe, body, header, secret })
  ${code}
}
`

const sketch: Sketch = {
  ...own('.oxlintrc.json'),
  ...own('dev/check/purity.ts'),
  ...own('dev/check/webhooks.ts'),
  'tsconfig.json': JSON.stringify({ compilerOptions: { strict: true, target: 'es2024' } }),
  ...Object.fromEntries(refused.map((code, n) => [`clients/refused-${n}.ts`, around(code)])),
  ...Object.fromEntries(accepted.map((code, n) => [`clients/accepted-${n}.ts`, around(code)])),
}

const findings = withSketch(sketch, async (tree) => {
  const oxlint = join(house, 'node_modules/.bin/oxlint')
  const args = ['--type-aware', '--format=unix', 'clients']
  return spawnSync(oxlint, args, { cwd: tree, encoding: 'utf8' }).stdout.split('\n')
})
const findingsIn = async (file: string) =>
  (await findings).filter((line) => line.startsWith(file) && line.includes('only-verified'))

describe('the lint of the house', () => {
  it.each(refused.map((code, n) => ({ code, n })))('refuses $code', async ({ n }) => {
    expect(await findingsIn(`clients/refused-${n}.ts`)).not.toEqual([])
  })

  it.each(accepted.map((code, n) => ({ code, n })))('accepts $code', async ({ n }) => {
    expect(await findingsIn(`clients/accepted-${n}.ts`)).toEqual([])
  })
})
