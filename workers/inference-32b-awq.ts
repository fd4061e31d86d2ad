import type { Site } from '../site/site.ts'
import type { WorkerConnection } from './connection.ts'
import { createInferenceRunners } from './inference.ts'

/** Queue `inference-32b-awq`. */
export const createRunners = (site: Site, temporal: WorkerConnection) =>
  createInferenceRunners('32b', site, temporal)
