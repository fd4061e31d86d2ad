import { type Connection, isGrpcServiceError } from '@temporalio/client'
import { defineSearchAttributeKey, type SearchAttributePair } from '@temporalio/common'
import type { Tier } from '../../pack/order.ts'
import {
  atPayment,
  type SearchAttribute,
  searchAttributes,
  searchValues,
} from '../../pack/search-attributes.ts'

/** What a workflow starts with. */
export function attributesOf(order: { pack: string; tier: Tier }): SearchAttributePair[] {
  const values = Object.entries(searchValues(order, atPayment))
  return values.flatMap(([name, value]) => {
    const key = defineSearchAttributeKey(name, searchAttributes[name as SearchAttribute])
    return value === null ? [] : [{ key, value } as SearchAttributePair]
  })
}

/** gRPC's `INVALID_ARGUMENT`. */
const invalidArgument = 3

/** Of a start: the server does not know an attribute. */
export const isRefused = (error: unknown) =>
  error instanceof Error &&
  isGrpcServiceError(error.cause) &&
  (error.cause.code as number) === invalidArgument

/** Values of `temporal.api.enums.v1.IndexedValueType`. */
const types = { KEYWORD: 2, INT: 3 } as const

export async function register(connection: Connection, namespace: string): Promise<boolean> {
  const { operatorService } = connection
  try {
    const { customAttributes } = await operatorService.listSearchAttributes({ namespace })
    const missing = Object.entries(searchAttributes).filter(([name]) => !customAttributes[name])
    if (missing.length === 0) return true
    await operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing.map(([name, kind]) => [name, types[kind]])),
    })
    return true
  } catch {
    return false
  }
}

/** What an operator types when the process may not register the search attributes itself. */
export function registrationCommands(namespace: string): string[] {
  const names = { KEYWORD: 'Keyword', INT: 'Int' }
  return Object.entries(searchAttributes).map(
    ([name, kind]) =>
      `temporal operator search-attribute create --namespace ${namespace} --name ${name} --type ${names[kind]}`,
  )
}
