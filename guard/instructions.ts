import { left, matching, opening, right } from './patterns.ts'
import type { Found } from './suspicion.ts'

const any = (source: string) => new RegExp(source, 'iu')

/** What a model is told to leave behind. */
const told =
  '(?<!their )(?<!its )(?:instructions?|prompts?|guidelines?|rules (?:above|before|you)|(?:the |all )?(?:above|previous|earlier|preceding)|prior (?:text|rules)|system message|(?:what|everything) you (?:were|have been) told)'

/** Where text is to be put. */
const places =
  '(?:documents?|texts?|sections?|answers?|sentences?|paragraphs?|pages?|polic(?:y|ies)|notices?|outputs?|responses?|drafts?|packs?|records?|plans?|reports?|briefings?)'

const verbs =
  '(?:state|write|say|claim|add|mention|include|insert|append|confirm|declare|end|begin|start|finish|close|repeat|put|output|print)'

/** The same in the languages that our customers type in. */
const elsewhere = [
  `${left}(?:ignorier\\p{L}*|vergiss|vergessen sie|missachte\\p{L}*)${right}.{0,40}(?:anweisung|oben|oberhalb|vorher|zuvor|bisher|regeln|prompt|befehl)`,
  `${left}bitte (?:schreib|erwähn|füg|gib|sag|bestätig|behaupt)\\p{L}*${right}|${left}bitte${right}.{0,80}${left}(?:weglassen|hinzufügen|erwähnen|schreiben)${right}`,
  `${left}(?:ignore[zr]?|oublie[zr]?|ne tenez pas compte) (?:de )?(?:tou(?:te?)?s? )?(?:les|vos|tes|ces|mes|des|cette|la|ce qui)${right}.{0,40}(?:instruction|consigne|ci-dessus|précédent|règle)`,
  `${left}(?:écris|écrivez|ajoute|ajoutez|mentionne|mentionnez|indique|indiquez|dites|affirmez|veuillez \\p{L}+) (?:que|dans|à la fin)${right}`,
  `${left}(?:ignora|ignore|olvida|olvide|omite)${right}.{0,40}(?:instruccion|anterior|arriba|regla)`,
  `${left}(?:escriba|escribe|añade|añada|indique|indica|diga|di) (?:que|en cada|en todos|al final)${right}`,
  `${left}(?:zignoruj|pomiń|zapomnij|ignoruj)\\p{L}*${right}.{0,40}(?:instrukcj|polece|powyż|poprzedni|zasad)`,
  `${left}(?:napisz|dopisz|dodaj|stwierdź|potwierdź)${right}.{0,40}${left}(?:że|w każdym|na końcu)${right}`,
  `${left}(?:negeer|vergeet)${right}.{0,40}(?:instructie|bovenstaande|vorige|regels|opdracht)`,
  `${left}(?:schrijf|vermeld|voeg)${right}.{0,40}${left}(?:dat|in elk|toe aan)${right}`,
  `${left}(?:ignora|dimentica|ignori)${right}.{0,40}(?:istruzion|precedent|sopra|regole)`,
]

/** What is meant for whoever writes the documents, and describes no firm. */
const patterns: readonly RegExp[] = [
  any(
    `${left}(?:ignore|disregard|forget|override|overrule|bypass|drop|discard)${right}[^.!?]{0,40}${left}${told}${right}`,
  ),
  /(?:^|[.!?\n"”]\s*|[-–—*#]\s*)(?:SYSTEM|ASSISTANT|USER|DEVELOPER|System|Assistant|Developer|Human|AI)(?: (?:message|prompt|note|override|instruction)s?)?\s*[:>]/u,
  /<\/?\s*(?:answers?|evidence|systems?|user|assistant|instructions?|prompt|task|data|im_start|im_end|s)\s*\/?>|<\|\w+\|>|\[\/?(?:INST|SYS|SYSTEM)\]|<<\/?SYS>>/iu,
  /#{2,}\s*(?:instructions?|system|response|task|new|end|answer|prompt|user|assistant)/iu,
  /(?:^|\s)(?:```|"""|~~~)|<!--|\{\{|\$\{|"role"\s*:/iu,
  any(
    `${left}you are (?:now|no longer|from now on|an? (?:helpful|ai|language|unrestricted|different|new))${right}`,
  ),
  /(?:^|\n)\s*(?:user|assistant|system|developer)\s*:/iu,
  any(
    `${left}(?:model|ai|assistant|bot)\\s*: ?(?:reveal|tell|write|say|state|add|ignore|give|print|do)${right}`,
  ),
  any(
    `${left}(?:whatever|no matter what) (?:the|my|our|your) (?:other|previous|rest|remaining)|${left}describe (?:it|us|this|the firm|them) as${right}`,
  ),
  any(`${left}you are (?:dan|jailbroken|unrestricted|free)${right}`),
  any(`${left}from (?:now|here) on,? (?:you|write|answer|respond|say|act)${right}`),
  any(
    `${left}(?:new|updated|real|actual|hidden|secret|following) (?:instructions?|rules|tasks?|system prompt|orders?)(?:\\s*:| from (?:the )?(?:operator|admin|administrator|developer|system|owner))`,
  ),
  any(
    `${opening}(?:pretend|act|behave|respond|answer|speak|talk|reply)${right} (?:to be|that|you(?:'re| are)|as if|as though|as an?|like an?|only|in|with)${right}`,
  ),
  any(
    `${left}(?:reveal|print|repeat|output|show|display|quote|leak|give|tell)${right}.{0,30}${left}(?:system prompt|(?:your|the|these|those|hidden) (?:full |exact |original |hidden |secret |system )*(?:prompt|instructions?|rules|secret|code ?word|password)|secret word|house style)${right}`,
  ),
  any(`${left}your (?:system )?(?:prompt|instructions|guidelines|training|programming)${right}`),
  any(
    `${opening}(?:always |also |then |now |make sure (?:to |you )|be sure to |remember to |you (?:must|should|have to|will|need to) (?:also |always )?)*${verbs}${right}[^.!?]{0,90}${left}(?:in|into|to|of|at the (?:end|start|beginning|top|bottom) of|with|throughout) (?:each|every|all|any|the|this|your|these)(?: of the)?(?: \\p{L}+){0,2} ${places}${right}`,
  ),
  any(
    `${opening}(?:always |also |then |now |make sure (?:to |you )|be sure to |remember to |you (?:must|should|have to|will|need to) (?:also |always )?)*(?:state|write|say|claim|confirm|declare|mention|assert|certify|conclude) (?:only )?(?:that|everywhere|the words?|the sentence|the following|["“':])`,
  ),
  any(
    `${left}(?:end|begin|start|finish|close|open) (?:each|every|all|any|the|your)(?: \\p{L}+)? ${places} with${right}`,
  ),
  any(
    `${opening}(?:you (?:must|should) )?(?:do not|don't|never|leave out|omit|remove|delete|skip)${right} (?:mention|include|state|write|list|say|the (?:rights?|complaints?|sections?|part|paragraph)|any (?:rights?|mention|reference)|all (?:rights?|mention|references?))`,
  ),
  any(
    `${left}note (?:to|for) (?:whoever|the (?:writer|drafter|author|model|ai|assistant|reviewer|bot|llm|editor)|ai|anyone who)${right}`,
  ),
  any(
    `${left}(?:whoever|whatever|the (?:ai|model|assistant|bot)|ai) (?:that |which |who )?(?:is )?(?:reads?|reading|drafts?|drafting|writes|writing|processes|processing|generates|generating)${right}.{0,60}${left}(?:must|should|shall|has to|please|need|write|add|state|say|include)${right}`,
  ),
  any(
    `${left}(?:dear|hey|hi|hello),? (?:ai|assistant|model|chatgpt|gpt|claude|gemini|llm|bot|copilot)${right}`,
  ),
  any(
    `${left}as an? (?:ai|language model|ai assistant|ai model|assistant),? (?:you|please)${right}`,
  ),
  any(`${left}your (?:real|actual|new|only|true) (?:job|task|role|purpose|goal)${right}`),
  any(
    `${left}(?:texts?|documents?|answers?|outputs?|polic(?:y|ies)|notices?|sections?) (?:that )?you (?:generate|write|draft|produce|create)${right}|${left}(?:the|every|each|any) generated (?:texts?|documents?|polic(?:y|ies)|notices?|sections?|pack)${right}`,
  ),
  any(
    `${left}when(?:ever)? you (?:describe|write|draft|generate|answer|mention|reach|process|summari[sz]e)${right}`,
  ),
  any(
    `${opening}(?:also |now |then )*(?:write|say|state|do) the (?:opposite|contrary|reverse)${right}|,? (?:write|say|state) the opposite${right}`,
  ),
  any(
    `${opening}(?:also |now |then )*(?:repeat|print|output|copy) (?:everything|all|the (?:words?|text|lines?)|whatever)${right}`,
  ),
  any(`${opening}(?:use|call|invoke|run) the (?:function|tool|command)${right}`),
  any(
    `${left}(?:in|from) the (?:notice|policy|document|pack|text|plan|record),? (?:please )?(?:leave out|omit|remove|skip|do not|never)${right}`,
  ),
  any(`${left}let(?:'s| us) play a (?:game|role)`),
  any(
    `${left}(?:developer|god|dan|jailbreak|admin|debug|unrestricted) mode${right}.{0,20}${left}(?:enabled?|activated?)${right}|${left}(?:enable|enter|activate|switch to) (?:developer|god|dan|jailbreak|admin|debug|unrestricted) mode`,
  ),
  any(
    `${left}(?:decode|decrypt|execute|run|follow)${right}.{0,30}${left}(?:base64|rot13|hex|following (?:instructions?|code|string)|this (?:instruction|string))${right}`,
  ),
  // Base64 of a sentence; an address has dots, a word has no such mixture.
  /(?<![\w/+.])(?=[A-Za-z0-9+/]*[a-z])(?=[A-Za-z0-9+/]*[A-Z])(?=[A-Za-z0-9+/]*\d)[A-Za-z0-9+/]{24,}={0,2}(?![\w/+.])/u,
  ...elsewhere.map(any),
]

/** `1gn0re`: figures for letters. */
const figures: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't' }

/** What a firm that tests models says of others' words: such as “ignore previous instructions”. */
const examples =
  /(?:such as|like|e\.g\.|for example|inputs?|prompts?)[^“"]{0,20}[“"][^”"]*[”"](?:,? (?:or|and) [“"][^”"]*[”"])*/giu

/** Words that tell a writer what to do; also with figures for letters, or the wrong way round. */
export function instructionsIn(text: string): Found[] {
  const said = text.replace(examples, '')
  const letters = said.replace(/[013457](?=\p{L})|(?<=\p{L})[013457]/gu, (one) => figures[one]!)
  const backwards = Array.from(said).reverse().join('')
  const readings = [said, letters, backwards]
  return readings.map((one) => matching(one, 'instruction', patterns)).find(isAny) ?? []
}

const isAny = (found: readonly Found[]) => found.length > 0
