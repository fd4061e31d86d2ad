import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { expect, it } from 'vitest'
import {
  type Environment,
  readApi,
  readBase,
  readModels,
  readSeller,
  readTelemetry,
  readTrial,
} from '../../clients/config.ts'
import { readMail } from '../../clients/mail/config.ts'
import { readSecrets } from '../../clients/secrets.ts'
import { readTemporal } from '../../clients/temporal/temporal.ts'
import { provideTemporalCli } from '../../dev/temporal.ts'

const documented = parseEnv(
  readFileSync('.env.example', 'utf8').replace(/^#(?=[A-Z][A-Z0-9_]*=)/gm, ''),
)

function readAll(environment: Environment) {
  return [
    readBase(environment),
    readApi(environment),
    readTrial(environment, 8080),
    readSecrets(environment),
    readSeller(environment),
    readMail(environment),
    readTelemetry(environment),
    readModels(environment),
    readTemporal(environment),
  ]
}

/** An environment that notes which variables it was asked for. */
function recording(values: Environment) {
  const asked = new Set<string>()
  const environment = new Proxy(values, {
    get(target, name) {
      asked.add(String(name))
      return target[String(name)]
    },
  })
  return { environment, asked }
}

it('documents each variable that is read, and no other', async () => {
  const { environment, asked } = recording({ TEMPORAL_CLI: process.execPath })
  readAll(environment)
  await provideTemporalCli(() => {}, environment)
  expect(Object.keys(documented).sort()).toEqual([...asked].sort())
})

it('shows the defaults as they are', () => {
  expect(readAll(documented)).toEqual(readAll({}))
})
