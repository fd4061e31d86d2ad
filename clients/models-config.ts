import { z } from 'zod'
import {
  duration,
  type Environment,
  file,
  modelUrls,
  readVariables,
  timeouts,
} from './variables.ts'

/** Bounds of one call of a tier's models as an activity, in milliseconds. */
export function readTimeouts(environment: Environment) {
  const read = readVariables(environment, {
    INFERENCE_4B_TIMEOUTS: timeouts.default({ queue: 20_000, attempt: 45_000, whole: 90_000 }),
    INFERENCE_32B_TIMEOUTS: timeouts.default({ queue: 60_000, attempt: 180_000, whole: 300_000 }),
    INFERENCE_JUDGE_TIMEOUTS: timeouts.default({ queue: 20_000, attempt: 60_000, whole: 90_000 }),
  })
  return {
    '4b': read.INFERENCE_4B_TIMEOUTS,
    '32b': read.INFERENCE_32B_TIMEOUTS,
    judge: read.INFERENCE_JUDGE_TIMEOUTS,
  }
}

/** Read by inference workers alone. Lists are comma-separated. */
export function readModels(environment: Environment) {
  const read = readVariables(environment, {
    VLLM_4B_URLS: modelUrls.default([]),
    VLLM_4B_MODEL: z.string().default('packhorse-4b-lora'),
    VLLM_32B_URLS: modelUrls.default([]),
    VLLM_32B_MODEL: z.string().default('packhorse-32b-awq'),
    VLLM_JUDGE_URLS: modelUrls.default([]),
    VLLM_JUDGE_MODEL: z.string().default('packhorse-judge'),
    VLLM_API_KEY: z.string().optional(),
    ENDPOINTS_FILE: file.optional(),
    BREAKER_QUARANTINE: duration.default(600_000),
  })
  return Object.freeze({
    /** Milliseconds. */
    quarantine: read.BREAKER_QUARANTINE,
    file: read.ENDPOINTS_FILE,
    apiKey: read.VLLM_API_KEY,
    '4b': { urls: read.VLLM_4B_URLS, model: read.VLLM_4B_MODEL },
    '32b': { urls: read.VLLM_32B_URLS, model: read.VLLM_32B_MODEL },
    judge: { urls: read.VLLM_JUDGE_URLS, model: read.VLLM_JUDGE_MODEL },
  })
}
