import { z } from 'zod'
import { type OpsRole, opsRoles } from '../../pack/ops-role.ts'
import { isPlain, isPublic } from '../exposure.ts'
import { type Environment, isDecodable, list, readVariables, webUrl } from '../variables.ts'

/** Who has this value in this claim has this role. */
export interface RoleRule {
  readonly claim: string
  readonly value: string
  readonly role: OpsRole
}

const issuer = webUrl
  .refine((text) => {
    const url = URL.parse(text)
    return url === null || url.username + url.password + url.search + url.hash === ''
  }, 'must be the issuer’s address alone, such as https://id.firm.example')
  .refine(
    (text) => !URL.canParse(text) || !isPlain(text) || !isPublic(text),
    'must start with https://, or somebody on the way decides who comes in; http:// is for loopback alone',
  )

const rule = new RegExp(`^([^:\\s]+):(\\S|\\S.*\\S)=(${opsRoles.join('|')})$`)

const roleRules = list(
  (item) => rule.test(item) && isDecodable(item),
  'must be claim:value=role with commas between them, such as groups:packhorse-operators=operator; a role is viewer, reviewer or operator, and commas and percent signs of a value, and colons of a claim, are encoded as in a URL',
).transform((items) => items.map(ruleOf))

function ruleOf(item: string): RoleRule {
  const [, claim = '', value = '', role] = rule.exec(item) ?? []
  return {
    claim: decodeURIComponent(claim),
    value: decodeURIComponent(value),
    role: role as OpsRole,
  }
}

/** Where nobody says: nothing that a provider may give for another program. */
const usualRoles = opsRoles.map((role) => `roles:packhorse-${role}=${role}`).join(',')

const needed = <T extends z.ZodType<unknown, string>>(schema: T) =>
  z
    .string('signing in by OpenID Connect takes OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET')
    .pipe(schema)

const shape = {
  OIDC_ISSUER: needed(issuer),
  OIDC_CLIENT_ID: needed(z.string()),
  OIDC_CLIENT_SECRET: needed(
    // It seals sessions too, which whoever has one could otherwise try at leisure.
    z.string().min(16, 'must be the one that the provider made, of 16 characters or more'),
  ),
  OIDC_ROLES: roleRules.prefault(usualRoles),
}

/**
 * By whom people of ours are known, beside `OPS_TOKENS`; read by the API. Null: by nobody.
 *
 * @throws ConfigError, also where only some of it is set
 */
export function readOidc(environment: Environment) {
  const names = Object.keys(shape)
  if (names.filter((name) => environment[name]?.trim()).length === 0) return null
  const read = readVariables(environment, shape)
  return Object.freeze({
    issuer: new URL(read.OIDC_ISSUER),
    clientId: read.OIDC_CLIENT_ID,
    clientSecret: read.OIDC_CLIENT_SECRET,
    roles: read.OIDC_ROLES,
  })
}

export type OidcConfig = NonNullable<ReturnType<typeof readOidc>>
