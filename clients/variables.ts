import { statSync } from 'node:fs'
import { isIP } from 'node:net'
import { z } from 'zod'
import { type OpsRole, opsRoles } from '../pack/ops-role.ts'
import type { CallTimeouts } from '../pack/plan.ts'
import { withoutSecrets } from './redact.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** A wrong value in the environment: which variable, what it is, what was expected. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/**
 * Reads variables by a zod shape of strings. An empty variable counts as unset.
 *
 * @throws ConfigError naming the first wrong variable
 */
export function readVariables<T extends z.ZodRawShape>(environment: Environment, shape: T) {
  const given = Object.fromEntries(
    Object.keys(shape).map((name) => [name, environment[name]?.trim() || undefined]),
  )
  const read = z.object(shape).safeParse(given)
  if (read.success) return read.data
  const issue = read.error.issues[0]
  const name = String(issue?.path[0])
  const found = given[name] === undefined ? 'is not set' : `is “${shown(name, given[name])}”`
  throw new ConfigError(
    `${name} ${found}, but ${issue?.message}; correct it in the environment and start again.`,
  )
}

function shown(name: string, value: string): string {
  // A value that is no URL may still hold what was meant as a password before its “@”.
  const parts = withoutSecrets(value).replace(/^.*@/s, '…@')
  return /SECRET|KEY|TOKEN|PASSWORD|HEADERS|DATABASE_URL|SMTP|IMAP/.test(name) ? '…' : parts
}

/** An editor's mark at the beginning of an environment file becomes part of the first name. */
export function refuseMarks(environment: Environment): void {
  const marked = Object.keys(environment).find((name) => name.startsWith('\uFEFF'))
  if (marked !== undefined)
    throw new ConfigError(
      `${marked.slice(1)} is not read, because the environment file begins with a byte order mark; save the file as UTF-8 without one.`,
    )
}

export const wholeNumber = (min: number, max: number, expected: string) =>
  z
    .string()
    .regex(/^\d+$/, expected)
    .transform(Number)
    .refine((n) => n >= min && n <= max, expected)

export const port = wholeNumber(1, 65_535, 'must be a port number from 1 to 65535')

export const portOrFree = wholeNumber(0, 65_535, 'must be a port number, or 0 for a free one')

export const webUrl = z.string().refine((text) => {
  const url = URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol)
}, 'must be a URL that starts with http:// or https://')

/** As browsers name a page's: no path, not even a slash. */
export const origin = webUrl.refine(
  (text) => URL.parse(text) === null || URL.parse(text)?.origin === text,
  'must be an origin alone, such as https://temporal.example, without a path or a slash at the end',
)

export const postgresUrl = z
  .string()
  .refine(
    (url) => /^postgres(ql)?:\/\//.test(url) && URL.canParse(url),
    'must be a URL that starts with postgres://',
  )

/** What links are made of: no name, query or fragment may be in it. */
export const shopUrl = webUrl.refine((text) => {
  const url = URL.parse(text)
  return url === null || url.username + url.password + url.search + url.hash === ''
}, 'must be the shop’s address alone, such as https://shop.example')

export const onOff = z
  .enum(['on', 'off'], 'must be “on” or “off”')
  .transform((value) => value === 'on')

/** `P1D`, `PT6H`, `PT90S` → milliseconds. ISO 8601, days to seconds. */
export const duration = z
  .string()
  .regex(
    /^P(?=.)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/,
    'must be an ISO 8601 duration such as PT24H or PT30M',
  )
  .transform(milliseconds)

function milliseconds(iso: string): number {
  const seconds: Readonly<Record<string, number>> = { D: 86_400, H: 3_600, M: 60, S: 1 }
  const parts = [...iso.matchAll(/([\d.]+)([DHMS])/g)]
  return parts.reduce((sum, [, n, unit]) => sum + Number(n) * (seconds[unit ?? ''] ?? 0), 0) * 1000
}

export const timeouts = z
  .string()
  .regex(
    // Temporal reads a bound of 0 as none.
    /^(?!.*(^|,)[0.]+(,|$))\d+(\.\d+)?,\d+(\.\d+)?,\d+(\.\d+)?$/,
    'must be three numbers of seconds above 0: queue,attempt,whole',
  )
  .transform((text): CallTimeouts => {
    const [queue = 0, attempt = 0, whole = 0] = text.split(',').map((n) => Number(n) * 1000)
    return { queue, attempt, whole }
  })

/** Comma-separated. */
export const list = (accepts: (item: string) => boolean, expected: string) =>
  z
    .string()
    .transform((text) => text.split(',').map((item) => item.trim()))
    .refine((items) => items.every(accepts), expected)

/** `name=value,…`, values as in a URL: how OpenTelemetry writes headers. */
export const headers = list(
  (item) => /^[\w.-]+=\S*$/.test(item) && isDecodable(item),
  'must be name=value pairs with commas between them, each value encoded as in a URL',
).transform((pairs) =>
  Object.fromEntries(
    pairs.map((pair): [string, string] => {
      const [name = '', ...value] = pair.split('=')
      return [name, decodeURIComponent(value.join('='))]
    }),
  ),
)

export function isDecodable(text: string): boolean {
  try {
    return decodeURIComponent(text) !== ''
  } catch {
    return false
  }
}

export const keys = list(Boolean, 'must be keys with commas between them')

/** `name:role:token,…` */
export const opsTokens = list(
  (item) => new RegExp(`^[^:\\s]+:(${opsRoles.join('|')}):\\S+$`).test(item),
  'must be name:role:token with commas between them; a role is viewer, reviewer or operator',
)
  .refine(
    (items) => new Set(items.map((item) => item.split(':')[0])).size === items.length,
    'must not hold two tokens of one name',
  )
  .transform((items) => items.map(opsHolder))

function opsHolder(item: string) {
  const [name = '', role = '', ...token] = item.split(':')
  return { name, role: role as OpsRole, token: token.join(':') }
}

export const modelUrls = list(
  (url) => /^https?:\/\/\S+\/v1$/.test(url) && URL.canParse(url),
  'must be URLs that end in /v1, with commas between them',
).refine(
  (urls) => urls.every((url) => !URL.parse(url)?.username && !URL.parse(url)?.password),
  'must hold no name or password; servers that want a key are named in ENDPOINTS_FILE, or get VLLM_API_KEY',
)

export const file = z
  .string()
  .refine(
    (path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false,
    'must name a file that exists',
  )

export const networks = list(isNetwork, 'must be addresses or CIDRs such as 10.0.0.0/8')

function isNetwork(text: string): boolean {
  const [address = '', bits = '0', ...rest] = text.split('/')
  const most = isIP(address) === 6 ? 128 : 32
  return isIP(address) !== 0 && /^\d+$/.test(bits) && Number(bits) <= most && rest.length === 0
}
