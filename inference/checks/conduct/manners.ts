import { without } from '../reading/unwanted.ts'

/** Groups of people of whom no document says how they are. */
const groups =
  '(?:women|men|girls|boys|mothers|foreigners|immigrants|migrants|refugees|muslims|jews|christians|catholics|old(?:er)? people|the elderly|young(?:er)? people|pensioners|disabled people|gay people|poor people|the poor|the unemployed|southerners|northerners|blondes|housewives|(?:foreign|immigrant|young|old|older|female|male|disabled|poor|local) (?:workers|people|staff|employees|customers|drivers|patients|members|clients))'

/** A document keeps its countenance: no jokes, no exclamations, no contempt, no superstition. */
export const manners = without([
  {
    said: new RegExp(
      `\\b${groups} (?:\\w+ )?(?:tend to|are (?:more|less|all|not|too|very|often|always|usually|simply)|always|never|cannot|usually|often|typically|rarely|simply|just|love|like|lie|steal|exaggerate|gossip|complain)\\b`,
      'i',
    ),
    unless: /\b(?:may be|protected|affected|concerned)\b/i,
    instead: 'say nothing of what groups of people are like',
  },
  {
    said: /\b(?:ha(?:,? ha)+|haha\w*|hehe|lol|just kidding|joking aside|no pun intended|fun fact|believe it or not|trust me|believe me|knock on wood|fingers crossed|god (?:forbid|knows)|thank god|heaven knows|(?:go to|what the|bloody) hell|damn\w*|crap|shit\w*|fuck\w*|bastards?|stupid\w*|idiot\w*|dumb|moron\w*|hysterical\w*|whin(?:e|es|ing|ers?)|lazy|ugly|sexy|horoscopes?|zodiac|the (?:moon|stars|gods|spirits)|witch\w*|unicorns?|aliens?|karma|bad luck|(?:too|not) (?:old|young|stupid|slow|clever|bright) (?:for|enough for) (?:a |the )?(?:computers?|technology|machines?|telephones?|this|that))\b/i,
    instead: 'keep to the matter, without jokes or judgements of people',
  },
  {
    said: /!/,
    unless: /["“].*!.*["”]/,
    instead: 'write without exclamation marks',
  },
])
