import { type Environment, keys, readVariables } from './variables.ts'

/** Keys of links, of releases and of what is kept sealed, newest first. */
export function readSecrets(environment: Environment) {
  const key = keys.optional()
  const shape = { LINK_SECRET: key, SIGNING_KEY: key, DATA_KEY: key, PAYLOAD_KEY: key }
  const read = readVariables(environment, shape)
  return {
    link: read.LINK_SECRET,
    signing: read.SIGNING_KEY,
    data: read.DATA_KEY,
    payload: read.PAYLOAD_KEY,
  }
}
