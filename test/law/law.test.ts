import { describe, expect, it } from 'vitest'
import { breachesOf, lawRules } from '../../dev/check/law.ts'
import { installed, type Sketch, withSketch } from './sketch.ts'

const rooms =
  `start.ts worker.ts activities api bench catalogue clients commands dev documents fallbacks guard
  inference knowledge orders pack site store templates test workers workflows`.split(/\s+/)
const packages = [
  'zod',
  'openai',
  '@aws-sdk/client-s3',
  '@temporalio/workflow',
  '@temporalio/activity',
]

/** A tree in which every import is one that the law allows. */
const lawful: Sketch = Object.assign(
  {
    'start.ts':
      "import './api/app.ts'\nimport './dev/stack.ts'\nawait import('./workers/assembly.ts')",
    'worker.ts': "import './clients/mail.ts'\nawait import('./workers/run.ts')",
    'activities/assembly.ts': "import '../orders/build.ts'",
    'activities/inference.ts': "import '../inference/call.ts'",
    'api/serve.ts': "import './app.ts'\nimport '../store/orders.ts'\nimport '../clients/mail.ts'",
    'api/server.ts': "import './serve.ts'",
    'api/app.ts':
      "import '../orders/build.ts'\nimport type { w } from '../workflows/story.ts'\nimport type { m } from '../clients/mail.ts'",
    'bench/run.ts': "import 'openai'\nimport '../dev/stack.ts'",
    'clients/s3.ts': "import '@aws-sdk/client-s3'",
    'clients/mail.ts': "import '../pack/order.ts'\nexport type m = 1",
    'commands/gameday.ts': "import '../dev/stack.ts'",
    'commands/verify.ts': "import 'node:fs'\nimport './verify/zip.ts'",
    'commands/verify/zip.ts': "import 'node:zlib'",
    'dev/stack.ts': "import '../store/orders.ts'",
    'documents/pdf.ts': "import '../templates/index.ts'\nimport '../fallbacks/static.ts'",
    'fallbacks/static.ts': "import '../pack/order.ts'",
    'guard/answers.ts': "import '../catalogue/catalogue.ts'",
    'inference/call.ts':
      "import 'openai'\nimport '../knowledge/cards.ts'\nimport '../guard/answers.ts'",
    'knowledge/cards.ts': "import 'node:fs'",
    'orders/build.ts': "import '../documents/pdf.ts'\nimport '../knowledge/cards.ts'",
    'pack/order.ts': 'export type Order = 1\nexport const o = 1',
    'pack/notice.ts': "import './order.ts'\nexport type N = 1",
    'catalogue/catalogue.ts': "import './gdpr.ts'",
    'catalogue/gdpr.ts': "import 'zod'\nimport '../pack/order.ts'\nexport type G = 1",
    'site/site.ts':
      "import '../store/orders.ts'\nimport '../orders/build.ts'\nawait import('../clients/s3.ts')",
    'store/orders.ts': "import '../pack/order.ts'",
    'templates/index.ts': "import '../pack/order.ts'",
    'test/some.test.ts': "import '../workers/assembly.ts'",
    'workers/assembly.ts': "import '../activities/assembly.ts'\nimport '../store/orders.ts'",
    'workers/inference-4b.ts': "import '../activities/inference.ts'",
    'workers/run.ts': "await import('./assembly.ts')\nawait import('./inference-4b.ts')",
    'workflows/story.ts': [
      "import '@temporalio/workflow'",
      "import '../pack/order.ts'",
      "import type { a } from '../activities/inference.ts'",
      "import type { N } from '../pack/notice.ts'",
      'export type w = 1',
    ].join('\n'),
  },
  ...packages.map(installed),
)

/** One breach a rule: the rule, the file that breaks it, and what that file says. */
const breaches: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['no-cycles', 'bench/round.ts', "import type { S } from './square.ts'\nexport type R = S"],
  ['nobody-imports-tests', 'clients/tested.ts', "import '../test/some.test.ts'"],
  ['nobody-imports-a-root', 'bench/starts.ts', "import '../api/server.ts'"],
  ['dev-stays-local', 'api/faked.ts', "import '../dev/stack.ts'"],
  ['pack-imports-only-pack', 'pack/reads.ts', "import 'node:fs'"],
  ['catalogue-imports-only-pack-and-zod', 'catalogue/sees.ts', "import '../store/orders.ts'"],
  ['workflows-know-only-pack-and-activities', 'workflows/sends.ts', "import '../clients/mail.ts'"],
  [
    'orders-knows-only-its-rooms',
    'orders/asks.ts',
    "import type { x } from '../inference/call.ts'",
  ],
  ['documents-knows-only-its-rooms', 'documents/asks.ts', "import '../inference/call.ts'"],
  ['guard-knows-only-its-rooms', 'guard/asks.ts', "import '../inference/call.ts'"],
  ['inference-knows-only-its-rooms', 'inference/draws.ts', "import '../documents/pdf.ts'"],
  ['templates-knows-only-its-rooms', 'templates/draws.ts', "import '../documents/pdf.ts'"],
  ['fallbacks-knows-only-its-rooms', 'fallbacks/draws.ts', "import '../documents/pdf.ts'"],
  ['knowledge-knows-only-its-rooms', 'knowledge/stores.ts', "import '../store/orders.ts'"],
  ['api-gets-its-clients-handed-in', 'api/stores.ts', "import '../store/orders.ts'"],
  ['clients-knows-only-its-rooms', 'clients/stores.ts', "import '../store/orders.ts'"],
  ['store-knows-only-its-rooms', 'store/mails.ts', "import '../clients/mail.ts'"],
  ['openai-stays-in-inference', 'clients/asks.ts', "import type { it } from 'openai'"],
  ['verify-stands-alone', 'commands/verify/zip.ts', "import type { O } from '../../pack/order.ts'"],
  ['activities-are-only-types', 'workflows/acts.ts', "import '../activities/assembly.ts'"],
  ['workflows-are-only-types-to-api', 'api/tells.ts', "import '../workflows/story.ts'"],
  ['workflows-never-reach-catalogue', 'workflows/checks.ts', "import '../catalogue/catalogue.ts'"],
  ['workflows-decide-by-the-plan', 'workflows/decides.ts', "import '../pack/section.ts'"],
  ['assembly-never-reaches-inference', 'workers/assembly.ts', "await import('./inference-4b.ts')"],
  ['queues-load-on-demand', 'workers/run.ts', "import './assembly.ts'"],
  ['worker-holds-only-its-queues', 'worker.ts', "import './clients/deep.ts'"],
  ['s3-loads-on-demand', 'site/site.ts', "import '../clients/s3.ts'"],
]

const lawless: Sketch = {
  ...lawful,
  'bench/square.ts': "import type { R } from './round.ts'\nexport type S = R",
  'clients/deep.ts': "import '../orders/build.ts'",
  'pack/section.ts': "import './notice.ts'",
  ...Object.fromEntries(breaches.map(([, file, text]) => [file, text])),
}

describe('the law', () => {
  it('has nothing to say of a lawful tree', async () => {
    expect(await withSketch(lawful, (tree) => breachesOf(tree, rooms))).toEqual([])
  })

  it('is broken here once per rule', () => {
    expect(breaches.map(([rule]) => rule).sort()).toEqual([...lawRules.keys()].sort())
  })

  const found = withSketch(lawless, (tree) => breachesOf(tree, rooms))
  it.each(breaches)('%s is named when %s breaks it', async (rule, file) => {
    expect(await found).toContainEqual(expect.objectContaining({ rule, from: file }))
  })

  it('gives a reason with every rule', () => {
    for (const why of lawRules.values()) expect(why).toMatch(/^.{20,}\.$/)
  })
})
