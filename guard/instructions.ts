import { left, matching, oneOf, opening, right } from './patterns.ts'
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

const article = '(?:each|every|all|any|the|this|your|these)'

/** `Please also always state …`: before the verb of an order. */
const order = `${opening}(?:always |also |then |now |make sure (?:to |you )|be sure to |remember to |you (?:must|should|have to|will|need to) )*`

const reader = oneOf('model, ai, assistant, bot, llm, chatgpt, gpt, claude, gemini, copilot')

/** “Ignore what was said.” */
const leftBehind = [
  `${left}${oneOf('ignore, disregard, forget, override, overrule, bypass, drop, discard')}${right}[^.!?]{0,40}${left}${told}${right}`,
  `${left}(?:whatever|no matter what) (?:the|my|our|your) (?:other|previous|rest|remaining)`,
  `${order}(?:write|say|state|do) the (?:opposite|contrary|reverse)${right}|(?:write|say|state) the opposite${right}`,
]

/** Another speaker, another conversation, the end of the data. */
const roles = [
  String.raw`(?:^|\n)\s*(?:user|assistant|system|developer)\s*:`,
  String.raw`<\/?\s*${oneOf('answers?, evidence, systems?, user, assistant, instructions?, prompt, task, data, im_start, im_end, s')}\s*\/?>`,
  String.raw`<\|\w+\|>|\[\/?(?:INST|SYS|SYSTEM)\]|<<\/?SYS>>|#{2,}\s*${oneOf('instructions?, system, response, task, new, end, answer, prompt, user, assistant')}`,
  String.raw`(?:^|\s)(?:${'```'}|"""|~~~)|<!--|\{\{|\$\{|"role"\s*:`,
  `${left}${reader}\\s*: ?(?:reveal|tell|write|say|state|add|ignore|give|print|do)${right}`,
  `${left}(?:new|updated|real|actual|hidden|secret|following) (?:instructions?|rules|tasks?|system prompt|orders?)(?:\\s*:| from (?:the )?(?:operator|admin|administrator|developer|system|owner))`,
]

/** “You are now …” */
const otherSelves = [
  `${left}you are (?:now|no longer|from now on|dan|jailbroken|unrestricted|free|an? (?:helpful|ai|language|unrestricted|different|new))${right}`,
  `${left}from (?:now|here) on,? (?:you|write|answer|respond|say|act)${right}`,
  `${opening}(?:pretend|act|behave|respond|answer|speak|talk|reply)${right} (?:to be|that|you(?:'re| are)|as if|as though|as an?|like an?|only|in|with)${right}`,
  `${left}as an? (?:ai|language model|ai assistant|ai model|assistant),? (?:you|please)${right}`,
  `${left}your (?:real|actual|new|only|true) (?:job|task|role|purpose|goal)${right}`,
  `${left}let(?:'s| us) play a (?:game|role)`,
  `${left}${oneOf('developer, god, dan, jailbreak, admin, debug, unrestricted')} mode${right}.{0,20}${left}(?:enabled?|activated?)${right}`,
  `${left}(?:enable|enter|activate|switch to) ${oneOf('developer, god, dan, jailbreak, admin, debug, unrestricted')} mode`,
]

/** What nobody but the model knows. */
const secrets = [
  `${left}${oneOf('reveal, print, repeat, output, show, display, quote, leak, give, tell')}${right}.{0,30}${left}(?:system prompt|(?:your|the|these|those|hidden) (?:full |exact |original |hidden |secret |system )*${oneOf('prompt, instructions?, rules, secret, code ?word, password')}|secret word|house style)${right}`,
  `${left}your (?:system )?(?:prompt|instructions|guidelines|training|programming)${right}`,
  `${order}(?:repeat|print|output|copy) (?:everything|all|the (?:words?|text|lines?)|whatever)${right}`,
]

/** What is to stand in the documents, or not to. */
const wishes = [
  `${order}${verbs}${right}[^.!?]{0,90}${left}(?:in|into|to|of|at the (?:end|start|beginning|top|bottom) of|with|throughout) ${article}(?: of the)?(?: \\p{L}+){0,2} ${places}${right}`,
  `${order}${oneOf('state, write, say, claim, confirm, declare, mention, assert, certify, conclude')} (?:only )?(?:that|everywhere|the words?|the sentence|the following|["“':])`,
  `${left}(?:end|begin|start|finish|close|open) ${article}(?: \\p{L}+)? ${places} with${right}`,
  `${opening}(?:you (?:must|should) )?(?:do not|don't|never|leave out|omit|remove|delete|skip)${right} (?:mention|include|state|write|list|say|the (?:rights?|complaints?|sections?|part|paragraph)|any (?:rights?|mention|reference)|all (?:rights?|mention|references?))`,
  `${left}(?:in|from) the (?:notice|policy|document|pack|text|plan|record),? (?:please )?(?:leave out|omit|remove|skip|do not|never)${right}`,
  `${left}describe (?:it|us|this|the firm|them) as${right}`,
]

/** Whoever drafts this is spoken to. */
const addressed = [
  `${left}note (?:to|for) (?:whoever|anyone who|(?:the )?(?:writer|drafter|author|reviewer|editor|${reader}))${right}`,
  `${left}(?:whoever|whatever|(?:the )?${reader}) (?:that |which |who )?(?:is )?(?:read|draft|write|process|generate)(?:s|es|ing)?${right}.{0,60}${left}(?:must|should|shall|has to|please|need|write|add|state|say|include)${right}`,
  `${left}(?:dear|hey|hi|hello),? ${reader}${right}`,
  `${left}(?:texts?|documents?|answers?|outputs?|polic(?:y|ies)|notices?|sections?) (?:that )?you (?:generate|write|draft|produce|create)${right}`,
  `${left}(?:the|every|each|any) generated (?:texts?|documents?|polic(?:y|ies)|notices?|sections?|pack)${right}`,
  `${left}when(?:ever)? you (?:describe|write|draft|generate|answer|mention|reach|process|summari[sz]e)${right}`,
  `${opening}(?:use|call|invoke|run) the (?:function|tool|command)${right}`,
  `${left}(?:decode|decrypt|execute|run|follow)${right}.{0,30}${left}(?:base64|rot13|hex|following (?:instructions?|code|string)|this (?:instruction|string))${right}`,
]

/** What is meant for whoever writes the documents, and describes no firm. */
const patterns: readonly RegExp[] = [
  ...[leftBehind, roles, otherSelves, secrets, wishes, addressed, elsewhere].flat().map(any),
  // As a name of a speaker it has a capital: `our system: Xero` is none.
  /(?:^|[.!?\n"”]\s*|[-–—*#]\s*)(?:SYSTEM|ASSISTANT|USER|DEVELOPER|System|Assistant|Developer|Human|AI)(?: (?:message|prompt|note|override|instruction)s?)?\s*[:>]/u,
  // Base64 of a sentence; an address has dots, a word has no such mixture.
  /(?<![\w/+.])(?=[A-Za-z0-9+/]*[a-z])(?=[A-Za-z0-9+/]*[A-Z])(?=[A-Za-z0-9+/]*\d)[A-Za-z0-9+/]{24,}={0,2}(?![\w/+.])/u,
]

/** `1gn0re`: figures for letters. */
const figures: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't' }

/** What a firm that tests models says of others' words: such as “ignore previous instructions”. */
const testsModels =
  /prompts?(?:ing)?(?!\p{L})|prompt (?:engineering|injection)|jailbreak|red[- ]team|guardrail|language models?|chatbot/iu

const examples =
  /(?:such as|like|e\.g\.|for example|inputs?|prompts?)[^“"]{0,20}[“"][^”"]*[”"](?:,? (?:or|and) [“"][^”"]*[”"])*/giu

/** Words that tell a writer what to do; also with figures for letters, or the wrong way round. */
export function instructionsIn(text: string): Found[] {
  const unquoted = text.replace(examples, '')
  const said = testsModels.test(unquoted) ? unquoted : text
  const letters = said.replace(/[013457](?=\p{L})|(?<=\p{L})[013457]/gu, (one) => figures[one]!)
  const backwards = Array.from(said).reverse().join('')
  const readings = [said, letters, backwards]
  return readings.map((one) => matching(one, 'instruction', patterns)).find(isAny) ?? []
}

const isAny = (found: readonly Found[]) => found.length > 0
