import { join } from 'node:path'
import { Client, Connection } from '@temporalio/client'
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Worker } from '@temporalio/worker'
import type { AssemblyActivities } from '../activities/assembly.ts'
import type { InferenceActivities } from '../activities/inference.ts'
import type { OrderActivities } from '../activities/orders.ts'
import { sectionPlans } from '../catalogue/catalogue.ts'
import { createTemporal, readTemporal, type Temporal } from '../clients/temporal/temporal.ts'
import { notWritten } from '../pack/notice.ts'
import { type OrderPlan, type Part, partOf } from '../pack/plan.ts'
import { assemblyQueue, inferenceQueue } from '../pack/queues.ts'
import type { Bench, Figure } from './benchmark.ts'
import { mainOrder } from './sample-order.ts'
import { withServers } from './servers.ts'
import { median, round, sum } from './statistics.ts'

const batch = 30
const batches = 5

/** Workflows a second: an order's story whose activities do nothing, against a bare workflow. */
export function workflowThroughput({ say, signal }: Bench): Promise<readonly Figure[]> {
  return withServers(say, async ({ temporal: address }) => {
    const plan = planOf()
    const temporal = createTemporal(readTemporal({ TEMPORAL_ADDRESS: address }), '')
    if (!(await temporal.registerSearchAttributes()))
      throw new Error('The Temporal server did not take our search attributes.')
    // Open, v1, plan, every part, settle, v2, a last look, complete.
    const waves = [1, 1, 1, partsOf().length, 1, 1, 1, 1]
    return withWorkers(address, plan, async (client) => {
      const pairs: Pair[] = []
      for (let i = 0; i <= batches; i++) {
        signal.throwIfAborted()
        const ours = await workflowsPerSecond((id) => fulfil(client, temporal, { ...plan, id }))
        const bare = await workflowsPerSecond((id) => runBare(client, id, waves))
        // The first batches warm up.
        if (i === 0) continue
        pairs.push({ ours, bare })
        say(`${i} of ${batches} batches each: ${round(ours)} and ${round(bare)} workflows/s`)
      }
      return [figureOf(pairs, sum(waves))]
    })
  })
}

/** Workflows a second, one batch after the other. */
interface Pair {
  readonly ours: number
  readonly bare: number
}

function planOf(): OrderPlan {
  const order = mainOrder()
  const bounds = { queue: 20_000, attempt: 45_000, whole: 90_000 }
  return {
    id: order.id,
    pack: order.pack,
    tier: order.tier,
    timeouts: { '4b': bounds, '32b': bounds },
    lateWindow: 86_400_000,
    lateStarts: [],
    unanswered: { '4b': notWritten('timeout', '4b'), '32b': notWritten('timeout', '32b') },
    searchable: true,
  }
}

function partsOf(): Part[] {
  return sectionPlans(mainOrder()).flatMap((plan) => plan.parts.map((part) => partOf(plan, part)))
}

/** All that an order's workflow waits for, doing nothing, on the order's own queues. */
async function withWorkers<T>(
  address: string,
  plan: OrderPlan,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const connection = await NativeConnection.connect({ address })
  const workflowBundle = await bundleWorkflowCode({
    workflowsPath: join(import.meta.dirname, 'bare-workflow.ts'),
    logger: new DefaultLogger('WARN'),
  })
  const workers = await Promise.all([
    Worker.create({
      connection,
      taskQueue: 'orders',
      workflowBundle,
      activities: { ...lightActivities(plan), nothing: async () => {} },
    }),
    Worker.create({
      connection,
      taskQueue: assemblyQueue(plan.tier),
      activities: assemblyActivities,
    }),
    Worker.create({
      connection,
      taskQueue: inferenceQueue('4b'),
      activities: inferenceActivities,
    }),
  ])
  const client = new Client({ connection: await Connection.connect({ address }) })
  const finished = Promise.all(workers.map((worker) => worker.run()))
  try {
    return await Promise.race([use(client), finished.then(() => ended())])
  } finally {
    for (const worker of workers) worker.shutdown()
    await finished
    await client.connection.close()
    await connection.close()
  }
}

function ended(): never {
  throw new Error('A Temporal worker ended before the benchmark did.')
}

function lightActivities(plan: OrderPlan): OrderActivities {
  return {
    openOrder: async () => plan,
    planTailoring: async () => partsOf(),
    settleRound: async () => ({ improved: true, standing: [], fallbacks: 0, open: [] }),
    completeOrder: async () => {},
    parkOrder: async () => null,
  }
}

const assemblyActivities: AssemblyActivities = {
  buildRelease: async () => ({ version: 1 }),
}

const inferenceActivities: InferenceActivities = {
  writePart: async () => ({ source: 'model' }),
}

/** As the shop starts an order, and waits for its end. */
async function fulfil(client: Client, temporal: Temporal, order: OrderPlan): Promise<void> {
  await temporal.startFulfilment(order)
  await client.workflow.getHandle(`order-${order.id}`).result()
}

async function runBare(client: Client, id: string, waves: readonly number[]): Promise<void> {
  const options = { taskQueue: 'orders', workflowId: `bare-${id}`, args: [waves] }
  const handle = await client.workflow.start('bareWorkflow', options)
  await handle.result()
}

/** A batch started at once, over the time until its last one is done. */
async function workflowsPerSecond(run: (id: string) => Promise<void>): Promise<number> {
  const started = performance.now()
  await Promise.all(Array.from({ length: batch }, (_, index) => run(`${started}-${index}`)))
  return batch / ((performance.now() - started) / 1_000)
}

function figureOf(pairs: readonly Pair[], activities: number): Figure {
  return {
    figure: 'fulfilOrder with no-op activities against a bare workflow with as many',
    aim: { atLeast: 0.8 },
    // Of neighbours, since what else the machine does changes from minute to minute.
    measured: round(median(pairs.map(({ ours, bare }) => ours / bare))),
    unit: '',
    detail: {
      'fulfilOrder, median workflows/s': round(median(pairs.map(({ ours }) => ours))),
      'bare, median workflows/s': round(median(pairs.map(({ bare }) => bare))),
      'activities each': activities,
      'workflows a batch': batch,
      'batches each': batches,
    },
    leavesOut:
      'database, rendering and models; a Temporal cluster: the dev server shares the cores with the workers.',
  }
}
