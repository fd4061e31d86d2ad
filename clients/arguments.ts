import { type ParseArgsConfig, parseArgs } from 'node:util'
import { UsageError } from './failure.ts'

/** What is said in one line: a list that shows it must not show lines that somebody made up. */
const inOneLine = (text = '') => text.replaceAll(/\s+/g, ' ').trim()

/** Who does it, and why, for the record. @throws UsageError when it is not said */
export function signed(given: { readonly by?: string; readonly why?: string }, usage: string) {
  const [by, why] = [inOneLine(given.by), inOneLine(given.why)]
  if (by === '' || why === '')
    throw new UsageError(`--by and --why are missing, and every use is recorded; ${usage}`)
  return { by, why }
}

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
