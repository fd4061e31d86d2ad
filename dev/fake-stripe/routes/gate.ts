import type { FastifyReply, FastifyRequest } from 'fastify'
import { apiVersion } from '../api-version.ts'
import { Refusal } from '../refusal.ts'

/** Lets a request with a known key and our API version through to `/v1`. */
export function createGate(secretKey: string | undefined) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    reply.headers({ 'Request-Id': request.id, 'Stripe-Version': apiVersion })
    authenticate(request.headers.authorization ?? '', secretKey)
    requireVersion(request.headers['stripe-version']?.toString() ?? apiVersion)
  }
}

function authenticate(authorization: string, secretKey: string | undefined): void {
  const key = /^Bearer (.+)$/.exec(authorization)?.[1]
  if (key === undefined)
    throw new Refusal(401, { message: 'No API key was given; send it as a Bearer token.' })
  const known = secretKey === undefined ? key.startsWith('sk_test_') : key === secretKey
  if (!known) throw new Refusal(401, { message: `Invalid API Key provided: ${key.slice(0, 8)}***` })
}

function requireVersion(asked: string): void {
  if (asked !== apiVersion)
    throw new Refusal(400, {
      message: `Invalid Stripe API version: ${asked}. This test shop speaks ${apiVersion} only.`,
    })
}
