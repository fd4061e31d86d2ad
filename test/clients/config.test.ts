import { describe, expect, it } from 'vitest'
import { readApi, readBase, readModels, readSeller, readTrial } from '../../clients/config.ts'
import { checkKeys } from '../../clients/keys.ts'
import { readSecrets } from '../../clients/secrets.ts'
import { readTemporal } from '../../clients/temporal/temporal.ts'

type Environment = Record<string, string>

function readAll(environment: Environment) {
  readBase(environment)
  readTrial(environment, readApi(environment).port)
  readModels(environment)
  readTemporal(environment)
  readSeller(environment)
  const { link, signing } = readSecrets(environment)
  checkKeys('LINK_SECRET', link ?? [])
  checkKeys('SIGNING_KEY', signing ?? [])
}

const oidc = {
  OIDC_ISSUER: 'https://id.firm.example',
  OIDC_CLIENT_ID: 'packhorse',
  OIDC_CLIENT_SECRET: 'c3VwZXJzZWNyZXQ=',
  OIDC_ROLES: 'groups:ops=operator',
}

describe('a wrong value is refused in one line that names its variable:', () => {
  it.each([
    ['PORT', '80a'],
    ['PORT', '0'],
    ['PORT', '65536'],
    ['METRICS_PORT', '-1'],
    ['FAKE_STRIPE_PORT', 'any'],
    ['PUBLIC_URL', 'shop.example'],
    ['PUBLIC_URL', 'ftp://shop.example'],
    ['PUBLIC_URL', 'https://me:pw@shop.example'],
    ['PUBLIC_URL', 'https://shop.example/?from=x'],
    ['TRUSTED_PROXIES', '10.0.0.0/8,proxy'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['CHECKOUTS_PER_MINUTE', '0'],
    ['DATABASE_URL', 'mysql://db/packhorse'],
    ['REPORTING_DATABASE_URL', 'file:db'],
    ['OPS_TOKENS', 'ada:owner:secret'],
    ['OPS_TOKENS', 'ada:operator:'],
    ['OPS_TOKENS', 'ada:operator:one,ada:viewer:two'],
    ['OIDC_ISSUER', 'id.firm.example'],
    ['OIDC_ISSUER', 'http://id.firm.example'],
    ['OIDC_ISSUER', 'https://me:pw@id.firm.example'],
    ['OIDC_ISSUER', 'https://id.firm.example/?realm=1'],
    ['OIDC_CLIENT_SECRET', 'short'],
    ['OIDC_ROLES', 'groups:ops=admin'],
    ['OIDC_ROLES', 'ops=operator'],
    ['OIDC_ROLES', 'groups:=operator'],
    ['OIDC_ROLES', 'groups:ops=operator,'],
    ['OIDC_ROLES', 'groups:100%=operator'],
    ['DATABASE_URL', 'postgres://[db'],
    ['STORE_URL', '/srv/blobs'],
    ['STORE_URL', 's3://Bucket'],
    ['STORE_URL', 's3://bucket/with space'],
    ['S3_ENDPOINT', 's3.example'],
    ['LOG_LEVEL', 'loud'],
    ['QUEUE_PREFIX', 'Blue!'],
    ['BUILD_ID', '0.3.0 beta'],
    ['BUILD_ID', '__unversioned__'],
    ['BUILD_ID', 'a'.repeat(65)],
    ['LATE_UPGRADE_WINDOW', '24h'],
    ['LATE_UPGRADE_WINDOW', 'P'],
    ['INFERENCE_4B_TIMEOUTS', '20,45'],
    ['INFERENCE_32B_TIMEOUTS', '60,0,300'],
    ['STRIPE_SECRET_KEY', 'pk_live_1'],
    ['STRIPE_WEBHOOK_SECRET', 'whsec_1,secret'],
    ['STRIPE_WEBHOOK_SECRET', 'whsec_'],
    ['STRIPE_API_BASE', '127.0.0.1:8081'],
    ['SELLER_EMAIL', 'help at packhorse'],
    ['SELLER_EMAIL', 'hélp@packhorse.example'],
    ['STRIPE_TAX', 'yes'],
    ['STRIPE_INVOICES', 'true'],
    ['LINK_SECRET', 'short'],
    ['SIGNING_KEY', 'c2hvcnQ='],
    ['LINK_SECRET', Buffer.alloc(31, 'random').toString('base64')],
    ['LINK_SECRET', Buffer.alloc(32).toString('base64')],
    ['SIGNING_KEY', Buffer.alloc(32, 'A').toString('base64')],
    ['SIGNING_KEY', 'dGhpcyBpcyBub3Qgc28gcmFuZG9tIGF0IGFsbCwgbm8!'],
    ['VLLM_4B_URLS', 'http://gpu-1:8000'],
    ['VLLM_32B_URLS', 'http://gpu-1:8000/v1,gpu-2/v1'],
    ['VLLM_4B_URLS', 'http://gpu-1/v1,http://me@gpu-1/v1'],
    ['ENDPOINTS_FILE', '/nowhere/endpoints.json'],
    ['TEMPORAL_ADDRESS', 'http://temporal:7233'],
    ['TEMPORAL_TLS', 'maybe'],
    ['TEMPORAL_TLS_SERVER_CA_CERT_PATH', '/nowhere/ca.pem'],
    ['TEMPORAL_TLS_CLIENT_CERT_PATH', '/nowhere/client.pem'],
    ['TEMPORAL_TLS_CLIENT_KEY_PATH', '/nowhere/client.key'],
  ])('%s=%s', (name, value) => {
    expect(() => readAll({ ...(name.startsWith('OIDC') && oidc), [name]: value })).toThrow(
      new RegExp(`^${name} .*\\b(must|make)\\b.*\\.$`),
    )
  })

  it.each(['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'LINK_SECRET', 'DATABASE_URL'])(
    '%s without repeating it',
    (name) => {
      expect(() => readAll({ [name]: 'c3VwZXJzZWNyZXQ=' })).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining('c3VwZXJzZWNyZXQ') }),
      )
    },
  )
})

it('a byte order mark before the first name of an environment file is told, not overlooked', () => {
  expect(() => readBase({ '\uFEFFDATABASE_URL': 'postgres://db/shop' })).toThrow(
    /^DATABASE_URL is not read.*byte order mark.*\.$/,
  )
  expect(readBase({ LOG_LEVEL: '\uFEFFwarn' }).logLevel).toBe('warn')
})

it.each([
  ['VLLM_4B_URLS', 'http://me:pa55word@gpu-1:8000/v2'],
  ['VLLM_4B_URLS', 'http://gpu-0/v1,me:pa55word@gpu-1/v1'],
  ['VLLM_4B_URLS', 'http://me:pa55word@gpu-1/v1'],
  ['VLLM_32B_URLS', 'http://:pa55word@gpu-1/v1'],
  ['PUBLIC_URL', 'https://:pa55word@shop.example'],
  ['VLLM_32B_URLS', 'http://gpu-1:8000/v2?key=pa55word'],
  ['PUBLIC_URL', 'https://me:pa55word@shop.example'],
  ['STRIPE_API_BASE', 'ftp://me:pa55word@pay.example'],
  ['STORE_URL', 's3://me:pa55word@bucket/prefix'],
  ['TEMPORAL_ADDRESS', 'grpc://me:pa55word@temporal:7233'],
  ['DATABASE_URL', 'mysql://me:pa55word@db/shop'],
])('a password in %s is not repeated', (name, value) => {
  expect(() => readAll({ [name]: value })).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('pa55word') }),
  )
})

describe('signing in by OpenID Connect', () => {
  const { OIDC_ROLES: _, ...needed } = oidc
  it.each(Object.keys(needed))('without %s is refused, and what it takes is named', (name) => {
    expect(() => readApi({ ...oidc, [name]: '' })).toThrow(
      new RegExp(
        `^${name} is not set, but .* takes OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET; correct .*\\.$`,
      ),
    )
  })

  it('gives roles by a claim of its own where nobody says by which', () => {
    expect(readApi(needed).oidc?.roles).toContainEqual({
      claim: 'roles',
      value: 'packhorse-operator',
      role: 'operator',
    })
  })

  it('is off where nothing of it is set', () => {
    expect(readApi({}).oidc).toBe(null)
  })

  it.each(['http://127.0.0.1:9000', 'http://localhost:9000/realms/a', 'https://id.firm.example/a'])(
    'takes the issuer %s',
    (issuer) => {
      expect(readApi({ ...oidc, OIDC_ISSUER: issuer }).oidc?.issuer.href).toContain(issuer)
    },
  )

  it('reads who gets which role, encoded signs too', () => {
    const OIDC_ROLES =
      'groups:Packhorse operators=operator, groups:cn=ops%2Cou=it=viewer,https%3A%2F%2Ffirm.example%2Froles:a:b=reviewer'
    expect(readApi({ ...oidc, OIDC_ROLES }).oidc?.roles).toEqual([
      { claim: 'groups', value: 'Packhorse operators', role: 'operator' },
      { claim: 'groups', value: 'cn=ops,ou=it', role: 'viewer' },
      { claim: 'https://firm.example/roles', value: 'a:b', role: 'reviewer' },
    ])
  })
})

it('an empty variable counts as unset', () => {
  expect(readApi({ PORT: '', PUBLIC_URL: ' ' })).toEqual(readApi({}))
})

it('lists take blanks around their commas', () => {
  const { '4b': small } = readModels({ VLLM_4B_URLS: 'http://a/v1 , https://b:8000/x/v1' })
  expect(small.urls).toEqual(['http://a/v1', 'https://b:8000/x/v1'])
})
