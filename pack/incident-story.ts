import type { Impact, Incident } from './incident.ts'
import type { LogEntry } from './log-entry.ts'
import type { Concerned, ToldSoFar } from './telling.ts'

/** What went wrong, what customers had of it, what was done meanwhile, the first first, and who was told. */
export interface IncidentStory {
  readonly incident: Incident
  readonly impact: Impact
  readonly timeline: readonly LogEntry[]
  readonly told: ToldSoFar
  readonly concerned: Concerned
}
