// `npm run promote`: says which build of the workers has the work from now on.
import { userInfo } from 'node:os'
import { readArgs } from '../clients/arguments.ts'
import { readBase } from '../clients/config.ts'
import { UsageError } from '../clients/failure.ts'
import { createTemporal, readTemporal } from '../clients/temporal/temporal.ts'
import { runOnce } from '../site/root.ts'
import { type Promoted, promoteBuild } from './promote/build.ts'

const usage = 'usage: npm run promote -- build NAME [--json]'

await runOnce(async () => {
  const { build, asJson } = read(process.argv.slice(2))
  const queues = await promote(build)
  for (const { queue, was } of queues) console.log(lineOf(queue, was, build))
  if (asJson) console.log(JSON.stringify({ ok: true, build, queues }))
})

function read(args: string[]): { build: string; asJson: boolean } {
  const options = { json: { type: 'boolean' } } as const
  const { values, positionals } = readArgs({ args, options, allowPositionals: true }, usage)
  const [what, build, ...more] = positionals
  if (what !== undefined && what !== 'build')
    throw new UsageError(`“${what}” cannot be promoted; ${usage}`)
  if (build === undefined || more.length > 0)
    throw new UsageError(`it takes the word build and the name of one; ${usage}`)
  return { build, asJson: values.json ?? false }
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
