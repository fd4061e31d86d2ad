import { type ParseArgsConfig, parseArgs } from 'node:util'
import { UsageError } from './failure.ts'

/**
 * What a command line gives.
 *
 * @throws UsageError when it is not of that form, in the first of Node's sentences and with the usage
 */
export function readArgs<Config extends ParseArgsConfig>(config: Config, usage: string) {
  try {
    return parseArgs(config)
  } catch (error) {
    const [said = ''] = (error as Error).message.split(/\. |\.?\n/)
    throw new UsageError(`${said.replaceAll(/'([^']*)'/g, '“$1”')}; ${usage}`)
  }
}
