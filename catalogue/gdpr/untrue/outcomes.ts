import type { Unwanted } from '../../../pack/unwanted.ts'

const open =
  /\b(?:if|unless|whether|where|when|may|might|could|should|depends?|speaks?|perhaps|possibly|only|until|decides?|against)\b/i
const decide = 'leave the outcome to the firm'

/** What only the firm may decide, by artefact. */
const decided: Readonly<Record<string, readonly Unwanted[]>> = {
  'breach-scenarios': [
    {
      said: /\b(?:must|has to|have to|need not|needs? to|shall|is (?:not )?(?:obliged|required) to|are (?:not )?(?:obliged|required) to|there is no (?:need|reason) to|is (?:not )?(?:reportable|notifiable)|no (?:notification|report) is)\b.{0,50}\b(?:tell|told|notif\w*|report\w*|inform\w*|required|necessary|needed|due|authority)\b|\b(?:in (?:no|any|every) case|therefore|so) (?:the )?(?:authority|firm|people|customers|owner)\b.{0,40}\b(?:tell|told|notif\w*|report\w*|inform\w*)\b|\bin (?:no|any|every) case\b.{0,60}\b(?:tell|told|hear|know|notif\w*|report\w*|inform\w*)\b|\b(?:takes the place of|instead of|replaces|rather than) (?:a |the )?(?:report|notification|notice)? ?(?:to )?the (?:data protection |supervisory )?authority\b/i,
      unless: open,
      instead: `say what speaks for and against telling, and ${decide}`,
    },
  ],
  'dpia-draft': [
    {
      said: /\b(?:(?:the|this|any) (?:remaining |residual |overall |resulting )?(?:risks?|likelihood|severity|probability|result|processing|activity|assessment))\b.{0,40}\b(?:is|are|remains?|stays?|can be (?:rated|seen|considered|regarded)|must be (?:rated|seen))\b.{0,30}\b(?:acceptable|tolerable|negligible|lawful|proportionate|justified|permitted|approved|low|medium|moderate|unlikely|likely|severe|high|small|minor|sufficient)\b|\b(?:may|can) (?:go ahead|begin|proceed|continue|start)\b|\b(?:no|not)\b.{0,30}\b(?:consult\w* (?:with |of )?the (?:supervisory )?authority|prior consultation|consultation (?:is|was|with|of))\b|\b(?:is|are) (?:therefore |thus |hence )?(?:proportionate|lawful|justified|acceptable|permissible)\b|\bthe (?:processing|activity|assessment) (?:is|has been|was) (?:\w+ )?(?:approved|allowed|passed|permitted|proportionate|lawful|justified)\b/i,
      unless: /\b(?:if|unless|whether|might|could|should|where|the greatest|greater|greatest)\b/i,
      instead: `rate nothing, and ${decide}`,
    },
  ],
  'lia-balancing': [
    {
      said: /\b(?:interests?|balance|weighing|balancing|outcome|result|test|assessment)\b.{0,50}\b(?:prevails?|outweighs?|overrides?|takes? precedence|takes? priority|wins?|(?<!\b(?:whose|children['’]s) (?:own )?interests )weighs? (?:more|heavier)|carr(?:y|ies) (?:more|greater) weight|tips?|comes? out|(?:is|are|was) (?:therefore |thus |clearly )?(?:not overridden|justified|passed|positive|(?:the )?(?:stronger|weightier|better)(?: one)?|greater than)|in (?:its|the firm['’]s|our|the company['’]s) favour)\b|\b(?:processing|use|activity|monitoring) (?:is|are|remains?) (?:therefore |thus |clearly |hence )?(?:lawful|legal|justified|permitted|proportionate|allowed|legitimate|acceptable|fair)\b|\b(?:people|they|those concerned|staff|visitors) (?:have|has) (?:no|nothing) (?:\w+ )?(?:objections?|against)\b/i,
      unless: /\b(?:if|unless|whether|may|might|could|should|only|than|where|do not|does not)\b/i,
      instead: decide,
    },
    {
      said: /\b(?:may|can) (?:therefore |thus )?rely on\b/i,
      unlessBefore: /\b(?:if|unless|whether|only|not)\b/i,
      instead: decide,
    },
  ],
  'transfer-narrative': [
    {
      said: /\b(?:transfers?|data|recipients?|safeguards?)\b.{0,50}\b(?:is|are) (?:therefore |thus |hence |fully |completely )?(?:lawful|legal|safe|secure|permitted|allowed|adequately protected|unproblematic|sufficient|harmless|in order)\b|\b(?:no|without) (?:further|additional|supplementary|other|more) (?:measures?|safeguards?|steps?|checks?|action|assessment)\b|\b(?:offers?|provides?|ensures?|guarantees?|gives?|enjoys?) (?:an? |the )?(?:adequate|equivalent|sufficient|high|comparable|same|good) (?:level of )?(?:data )?protection\b|\b(?:may|can) (?:therefore |thus )?(?:continue|go ahead|proceed)\b|\bno (?:risks?|danger)\b/i,
      unless: /\b(?:if|unless|whether|might|could|should|only|verify|check|find out|look|known)\b/i,
      instead: 'draw no conclusion on a transfer',
    },
    {
      said: /\b(?:authorities|agencies|police|courts?|judges?|governments?|secret services?|intelligence|law|laws|surveillance|residents|citizens)\b.{0,40}\b(?:may|can|must|allows?|permits?|forbids?|gives?|grants?|requires?|obliges?|protects?|demand|read|access|has|have|follows?|offers?|resembles?|goes|(?:is|are) (?:\w+ )?(?:modelled|based|similar|comparable|equivalent|close|strong\w*|weak\w+|stricter|proportionate|limited|strict|weak|adequate|independent|bound))\b/i,
      unless:
        /\b(?:if|unless|whether|might|could|should|look|looks|examine|check|find out|ask|how|what|assess|consider|clauses?|decision|framework|firm)\b/i,
      instead: 'say nothing of the law of another country',
    },
  ],
}

export function outcomes(artefact: string): readonly Unwanted[] {
  return decided[artefact] ?? []
}
