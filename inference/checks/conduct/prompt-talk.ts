import { without } from '../reading/unwanted.ts'

/** Words of the prompt and of whoever wrote it, which the reader of a document has never seen. */
export const promptTalk = without([
  {
    said: /\bJSON\b|\bprompts?\b|\bplaceholders?\b|\blanguage models?\b|\bmarkdown\b|\bword (?:count|limit)\b|\bnumber of (?:characters|words)\b|\bwanted (?:lengths?|number)\b|\b(?:form|questionnaire|answers|questions) (?:that |which )?(?:you|the firm|the owner) (?:have |has )?(?:filled|gave|sent|typed|answered|given|completed)\b|\bcharacter (?:count|limit)s?\b|\b\d+ (?:characters|words)\b|\b(?:characters|words) (?:long|in length)\b|\bhouse style\b|\bplain (?:British )?English\b|\bno lawyer\b|\bthird person\b|\b(?:British|American) spelling\b|\bthe (?:evidence|answers|facts|row|bounds|wanted lengths?) (?:given|provided|above|below|supplied|listed|says?|states?|tells?)\b|\b(?:given|provided|supplied) (?:above|below|in the (?:evidence|answers|facts|task))\b|\b(?:that|which) (?:was|were|is|are) not given\b|\bas you (?:asked|requested|wished|wanted)\b|\bthe (?:answers|evidence|facts given) (?:do(?:es)? not |also )?(?:say|state|tell|mention|show|contain)s?\b|\bas (?:requested|instructed|asked|required by the task|an AI)\b|\bthe (?:questionnaire)\b|\b(?:full|complete) sentences\b|\bthis (?:answer|response)\b|\bthe (?:answer|response) (?:contains|meets|follows|keeps|stays|uses|avoids)\b|\b(?:this|the) (?:text|section|paragraph|output|wording) (?:has|is|was|contains|meets|follows|must|should|keeps?|stays?|uses?|avoids?|does)\b/i,
    instead: 'write of the firm alone, not of this text or of what you were asked',
  },
])
