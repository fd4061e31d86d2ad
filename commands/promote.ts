// `npm run promote`: says which build of the workers has the work, and which candidate some orders, or all, get.
import { userInfo } from 'node:os'
import { readBase } from '../clients/config.ts'
import { createTemporal, readTemporal } from '../clients/temporal/temporal.ts'
import { runErrand } from '../site/desk.ts'
import { runOnce } from '../site/root.ts'
import { readArguments } from './promote/arguments.ts'
import { type Promoted, promoteBuild } from './promote/build.ts'
import { linesOf } from './promote/lines.ts'

await runOnce(async () => {
  const { asJson, ...asked } = readArguments(process.argv.slice(2))
  const said =
    asked.verb === 'build' ? await ofBuild(asked.build) : await ofCandidate(asked.request)
  for (const line of said.lines) console.log(line)
  if (asJson) console.log(JSON.stringify({ ok: true, ...said.answer }))
})

async function ofBuild(build: string) {
  const queues = await promote(build)
  const lines = queues.map(({ queue, was }) => lineOf(queue, was, build))
  return { lines, answer: { build, queues } }
}

async function ofCandidate(request: Parameters<typeof runErrand<'canaries'>>[1]) {
  const answer = await runErrand('canaries', request)
  return { lines: linesOf(answer), answer }
}

async function promote(build: string): Promise<Promoted[]> {
  const settings = readTemporal(process.env)
  const temporal = createTemporal(settings, readBase(process.env).queuePrefix)
  try {
    await temporal.ping().catch((cause: unknown) => {
      throw new Error(
        `No Temporal server answers on ${settings.connection.address}, so nothing was promoted; start it, or correct TEMPORAL_ADDRESS.`,
        { cause },
      )
    })
    return await promoteBuild(build, userInfo().username, temporal)
  } finally {
    await temporal.close()
  }
}

function lineOf(queue: string, was: string | null, build: string): string {
  if (was === build) return `${queue}: build ${build} has it already`
  const before = was === null ? 'workers without a build had it' : `build ${was} had it`
  return `${queue}: build ${build} has it now, ${before} before`
}
