import { without } from '../reading/unwanted.ts'

const open =
  /\b(?:if|whether|unless|until|so that|in order to|to be|become|becoming|make|should|could|might|may|must|has to|have to|needs? to|verify|check|ask|does not|do not|is not|are not|not yet)\b/i
const instead = 'judge neither the firm nor its compliance; say what is in place and what is not'

/** No document of ours finds that a firm keeps to the law: that would be a legal opinion. */
export const complianceClaims = without([
  {
    said: /\b(?:is|are|stays?|remains?|being|stands?|now|already|fully|completely|entirely|wholly|totally|therefore|thus|100 ?%)(?: \w+)? (?:(?:GDPR|data[- ]protection|privacy)[- ])?compliant\b|\bin full (?:compliance|conformity|accordance)\b/i,
    unless: open,
    instead,
  },
  {
    said: /\b(?:compl(?:y|ies|ied|ying)|conforms?|accords?|consistent|in (?:line|accordance|compliance|conformity|keeping)) (?:fully |completely |entirely |strictly )?(?:with|to) (?:all|every|each|any|everything)\b|\b(?:fully|completely|entirely|strictly) compl(?:y|ies|ied)\b|\b(?:fully|completely|entirely|wholly|perfectly|now|thus|thereby) (?:in (?:line|accordance|compliance|conformity|keeping)) with\b|\b(?:nothing|no) (?:more|further|else|further steps?|other measures?) (?:is|are) (?:required|needed|necessary|demanded|asked|called for)\b|\b(?:all|everything) (?:that )?(?:the|data protection) (?:law|GDPR|regulation) (?:asks|demands|requires|wants)\b/i,
    unless: open,
    instead,
  },
  {
    said: /\b(?:meets?|met|fulfils?|fulfilled|satisf(?:y|ies|ied)|observes?|respects?|adheres? to|follows?|keeps? to|covers?) (?:all|every|each|any|everything)(?: of)?(?: the| its| your| our)?(?: [\w-]+){0,3} (?:requirements?|duties|obligations?|rules?|laws?|provisions?|standards?|principles?|regulations?|asks?|demands?|requires?)\b|\b(?:meets?|exceeds?|surpass(?:es)?|fulfils?|satisf(?:y|ies)|goes? beyond) (?:the |its |your |what (?:the )?)?(?:[\w-]+ ){0,2}(?:requirements|obligations|duties|standards?|law|GDPR)\b/i,
    unless: open,
    instead,
  },
  {
    said: /\b(?:nothing|no reason|no need|not have) (?:more |else )?to (?:fear|worry|be afraid)\b|\b(?:no|neither) (?:fines?|penalt\w+|sanctions?|claims?|inspections?|audits?)\b.{0,30}\b(?:can|will|is|are|need|threaten)\b|\b(?:safe|immune|protected|shielded|exempt) from (?:any |all )?(?:fines|penalties|sanctions|claims|inspection|the authority|legal action|liability)\b|\b(?:legally|absolutely|completely) (?:safe|watertight|sound|flawless|unassailable)\b|\bon the safe side\b|\bwatertight\b|\bbeyond (?:reproach|doubt)\b|\bno (?:legal )?(?:gaps?|weak(?:ness(?:es)?| spots?)|shortcomings|risks?) (?:remains?|is left|are left|whatsoever|at all)\b|\b(?:cannot|can ?not|will not|won['’]t) (?:be )?(?:fined?|punish(?:ed)?|sanction(?:ed)?)\b|\b(?:everything|all) (?:is|was|has been) (?:in order|lawful|legal|perfect|done (?:right|correctly))\b|\ba clean bill of health\b|\b(?:(?:is|are)|makes? .{0,30}) a (?:model|shining example|role model) (?:of|for)\b|\b(?:be|get|become) certified (?:today|now|at once|tomorrow)\b|\b(?:inspections?|audits?|inspectors?|auditors?|authority|judge|court) (?:would|will|could|can) (?:\w+ )?(?:find|have|object to) (?:nothing|no|little)\b|\b(?:pass(?:es)?|stands? up to|withstands?|survives?) (?:any|every|an?|each) (?:inspection|audit|check|scrutiny)\b|\b(?:exemplary|flawless|perfect|impeccable) (?:data protection|protection|record|compliance|security|standard)\b/i,
    unless: /\b(?:if|whether|unless|until)\b/i,
    instead,
  },
  {
    said: /\b(?:certified|accredited|certification|seal of approval|trust mark|(?:approved|endorsed|licensed|recommended|audited|cleared) by (?:the|an?) |recognised by (?:the|an?) (?:\w+ )?(?:authority|regulator|state|government|association|body))\b/i,
    unless:
      /\b(?:if|whether|should|could|might|verify|check|look|ask|consider|no|not|list|framework)\b/i,
    instead: 'claim no certificate or approval that was not given',
  },
])
