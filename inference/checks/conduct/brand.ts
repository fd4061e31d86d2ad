import { without } from '../reading/unwanted.ts'

const any = (source: string) => new RegExp(source, 'i')

/** A customer's document says nothing of who sold it, of others who sell such, or of what wrote it. */
export const brand = without([
  {
    said: any(
      String.raw`\b(?:this|our|the full|the free|the paid|every) (?:compliance |privacy |document |gdpr |starter |basic |premium )*(?:packs?|bundles?|toolkits?)\b|\b(?:full|paid|premium|pro|larger|complete|extended|free|trial) (?:version|edition|package) of (?:this|our|the) (?:document|notice|text|plan|pack|template)\b|\b(?:available to|for) subscribers\b|\bfurther (?:documents?|sections?) (?:are|is) (?:available|sold)\b|\b(?:upgrade|subscribe) (?:to|now|today)|buy (?:this|our|more|another|now|today|the bundle)\b|\b(?:you|customers) (?:bought|purchased|paid for) (?:this|our|the)\b`,
    ),
    unless:
      /\b(?:pack(?:s|ed)? (?:of|and|the)|food packs?|parcels?|customers? (?:order|buy|purchase))\b/i,
    instead: 'say nothing of the pack that this document belongs to',
  },
  {
    said: any(
      String.raw`\b(?:(?:our|its) (?:competitors?|rivals?)|competing (?:products?|templates?|documents?|services?)|competitors? of (?:this|our)|other (?:providers?|vendors?|sellers?|suppliers?) of (?:such|these|this|packs?|templates?|documents?)|(?:unlike|than|better than) (?:other|most|many) (?:providers?|templates?|packs?|generators?|services|tools)|(?:online|free) (?:generators?|templates?)|law firms? (?:charge|cost|would)|(?:cheaper|less) than a (?:lawyer|solicitor|consultant))\b`,
    ),
    instead: 'name nobody who sells such documents',
  },
  {
    said: any(
      String.raw`\b(?:as an? (?:ai|language model|assistant)|(?:ai|artificial intelligence|machine|computer|automatically|bot)[- ](?:generated|written|drafted|produced)|(?:generated|written|drafted|produced|created) by (?:an? )?(?:ai|artificial intelligence|language model|machine|chatbot)|(?:texts?|sections?|documents?|notices?) (?:\w+ ){0,3}(?:generated|written|drafted|produced|created) automatically|this (?:text|section|document|draft|answer|template) (?:was|is|has been) (?:generated|tailored|auto\w*|produced|provided)|(?:our|this) (?:templates?|generator) (?:is|was|has|makes?|saves?|gives?|helps?|covers?))\b`,
    ),
    instead: 'say nothing of how this text came to be',
  },
  {
    said: any(
      String.raw`\b(?:(?:does|do|is|are) not (?:constitute |a )?(?:replace |substitute for )?legal advice|no substitute for|cannot be held (?:responsible|liable)|accepts? no liability|at your own risk|without (?:any )?(?:warranty|guarantee)|we (?:guarantee|promise|vouch)|money[- ]back|satisfaction guaranteed|(?:rate|recommend) (?:us|this|our)|(?:review|follow|like) us\b|leave (?:us )?a review|five stars?|star rating|tell your friends|refer a friend|affiliate|promo(?:tional)? code|terms of sale)\b`,
    ),
    unless:
      /\b(?:review(?:s|ed)? (?:this|our) (?:notice|policy|record|plan|procedure|document|assessment|list|log|register)|share (?:this|our) (?:list|notice|log|record))\b/i,
    instead: 'promise, disclaim and ask for nothing in the seller’s name',
  },
])
