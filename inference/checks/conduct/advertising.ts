import { without } from '../reading/unwanted.ts'

/** A document sells nothing. */
export const advertising = without([
  {
    said: /\b(?:call|contact|phone|ring|e-?mail|visit|follow|join) us (?:today|now|for|on|at)\b|\bfree (?:quot(?:e|ation)|trial|consultation|estimate|offer|samples?|delivery|gift)\b|\b(?:no|without) obligation\b|\b(?:discounts?|per ?cent off|% off|off your (?:next|first)|as a thank-?you|vouchers?|coupons?|gift cards?|half[- ]price|(?:is|are) on (?:us|the house)|free of charge for you|reduced prices?|on sale (?:now|this|until)|special offers?|limited[- ]time offers?|money[- ]back|best price)\b|\b(?:buy|order|book|subscribe|register|sign up|upgrade) (?:now|today)\b|\bupgrad(?:e|ing) to (?:our|the|a)\b|\bbest (?:tool|choice|product|service|solution|software|provider|platform|in town|on the market)\b|\b(?:market|industry|world)[- ](?:leading|class|leader)\b|\bleading (?:provider|supplier|tool|platform|solution|vendor)\b|\b(?:award[- ]winning|unbeatable|unrivalled|value for money|number one choice|second to none|state-of-the-art solution|trusted by (?:thousands|hundreds|many))\b|\bour (?:partner|own|new|larger|bigger|full|premium|complete|paid|other|professional|extended|advanced) (?:packs?|packages?|versions?|products?|plans?|services?|reviews?|checks?|audits?|support|tools?|subscriptions?|editions?|templates?|platforms?|apps?)\b|\bwe (?:highly |strongly )?recommend (?:[A-Z]|our|buying|purchasing)/i,
    unless:
      /\b(?:newsletters?|subscribers?|offers by e-mail|fraud\w*|loyalty|customer cards?|fake|false|sends? (?:news|offers))\b/i,
    instead: 'advertise nothing',
  },
])
