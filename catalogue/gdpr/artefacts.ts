import type { ArtefactDefinition } from '../definition.ts'
import { breachScenarios } from './artefacts/breach-scenarios.ts'
import { briefing } from './artefacts/briefing.ts'
import { dpiaDraft } from './artefacts/dpia-draft.ts'
import { liaBalancing } from './artefacts/lia-balancing.ts'
import { noticeSection } from './artefacts/notice-section.ts'
import { processingDescriptions } from './artefacts/processing-descriptions.ts'
import { retentionRationale } from './artefacts/retention-rationale.ts'
import { riskPlan } from './artefacts/risk-plan.ts'
import { securityMeasures } from './artefacts/security-measures.ts'
import { staffNoticeSection } from './artefacts/staff-notice-section.ts'
import { transferNarrative } from './artefacts/transfer-narrative.ts'

/** In the order of the documents that own them, standalone ones last. */
export const artefacts: readonly ArtefactDefinition[] = [
  processingDescriptions,
  noticeSection,
  staffNoticeSection,
  breachScenarios,
  dpiaDraft,
  retentionRationale,
  liaBalancing,
  transferNarrative,
  securityMeasures,
  riskPlan,
  briefing,
]
