import type { Site } from '../site/site.ts'
import type { WorkerConnection } from './connection.ts'
import { createInferenceRunners } from './inference.ts'

/** Queue `inference-4b-lora`. */
export const createRunners = (site: Site, temporal: WorkerConnection) =>
  createInferenceRunners('4b', site, temporal)
