import { maskingPromise } from '../../pack/identity.ts'
import type { Retention } from '../../pack/retention.ts'
import { type Html, html } from './html.ts'
import { layout } from './layout.ts'
import { type Seller, sellerHtml } from './seller.ts'

/** What the shop does with what it is told; it has to be true of the code, so it changes with it. */
export function privacyPage(seller: Seller, kept: Readonly<Record<string, Retention>>): string {
  return layout({
    title: 'Privacy',
    body: html`<h1>Privacy</h1>
<p class="lead">What we store when you order a pack, for how long, and who sees it.</p>
<div class="notice">
${part('responsible', 'Who is responsible', sellerHtml(seller))}
${part('stored', 'What we store', stored)}
${part('purpose', 'Why', purpose)}
${part('seen', 'Who sees it', seen)}
${part('model', 'What a language model is sent', model)}
${part('long', 'How long', longHtml(kept))}
${part('rights', 'Your rights', rights)}
</div>`,
  })
}

function part(id: string, title: string, body: Html): Html {
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${body}</section>`
}

const stored = html`<ul>
<li><strong>Your order:</strong> your e-mail address, your answers (also as they were before you corrected them), which of them you
corrected, the pack, its price and currency, when
you agreed to which terms, when and how much you paid, refunds and disputes of the payment, where
the order stands, which letters we have sent you, which of them came back,
when we reached you otherwise, and that it was erased, if you had it erased.</li>
<li><strong>Your pack:</strong> its documents in every version that you got, when each version was
downloaded, and to which network (the first part of an address), for two years, since a bank may ask until
then; the texts that a language
model wrote for it, and how each call of one went and what it cost us; also what a model was
told and what it answered, encrypted, for a month.</li>
<li><strong>Your allowance:</strong> how much a language model wrote for your e-mail address in a day, and for
its domain in a month, under codes in which neither can be read; for about four months.</li>
<li><strong>Your payment at Stripe:</strong> the number of the payment page, and for about a month Stripe’s
notices of it. We never see your card or bank account.</li>
<li><strong>What we did for you by hand:</strong> who of us looked for your order,
did what, when and why.</li>
<li><strong>Our log and the program that runs each order’s steps:</strong> what happened to which order, by its
number; not your answers, your e-mail address or the private link of your order.</li>
</ul>
<p>Other people whom your answers name, such as your data protection officer, are stored as a part of your answers, and go with
them.</p>
<p>What you type into an order form is also kept in your own browser, so that you can leave and come back. It
is not sent to us before you order, and goes when you see there that it is paid, unless you have typed since, or
when you start afresh. We set no cookies, count no visitors and load nothing from other companies. To limit how
often a form can be sent, codes that stand for your network address and your e-mail address are kept for about two
hours; the network address itself is not written down by the shop. An address that asks for the links of its orders is
kept for the seconds until we have looked whether there are any.</p>`

const purpose = html`<p>To make, deliver and improve the pack that you ordered, and to keep it downloadable: that
is our contract with you (Art. 6(1)(b) GDPR and UK GDPR); without your answers and an e-mail address there is no pack
to make. Records of payments are kept as the law on bookkeeping asks (Art. 6(1)(c)). We have a legitimate interest
(Art. 6(1)(f)) in showing a bank what was delivered when a payment is disputed, for which downloads, letters and what
was agreed to are kept; in knowing which letters come back; in limits against abuse; and in a record of what those who
run the shop do. Nothing is used for advertising, and nothing is sold.</p>`

const seen = html`<ul>
<li><strong>We do,</strong> as far as it takes to run the shop and to help you: people of ours may read a text that was written
for you beside the answers it rests on. Who read it and when stands in our books, and in your pack where they let it pass.</li>
<li><strong>Stripe does:</strong> it takes the payment, and is sent your e-mail address, the order’s number, the
price, and which documents and sections you get. What you enter on its page is Stripe’s to protect; as a firm of its own
it also works in the United States, and its privacy policy says by which safeguards.</li>
<li><strong>Your bank does, by way of Stripe, if the payment is disputed:</strong> your e-mail address, what was ordered, what
you agreed to and when, each version and refund, each download with its time and network, and which letters we
sent; none of your answers, and no document.</li>
<li><strong>Our mail provider and yours do:</strong> they carry our letters, which name the order and hold its
private link.</li>
<li><strong>Whoever runs our servers and the language models does,</strong> on our behalf and on our
instructions alone.</li>
<li><strong>Whoever has the private link of your order</strong> can download your pack. Keep it to
yourself.</li>
</ul>`

const model = html`<p>Those of your answers that a section needs. ${maskingPromise} Where we recognise the name, a number or a
remark on the health of a person in your sentences, we ask you back before you pay. What was written is kept with
the placeholders in it.</p>`

function longHtml(kept: Readonly<Record<string, Retention>>): Html {
  const rows = Object.values(kept).map(
    ({ what, long, why }) =>
      html`<tr><th scope="row">${what}</th><td>${long}</td><td>${why}</td></tr>`,
  )
  return html`<p>You can have an order erased by yourself, from its page, or by writing to us: that destroys the key by which your
answers, your address and your pack can be read, and leaves what the law on bookkeeping makes us keep. Otherwise:</p>
<div class="wide"><table class="kept"><thead><tr><th scope="col">What</th><th scope="col">How long</th><th scope="col">Why so long</th></tr></thead>
<tbody>${rows}</tbody></table></div>`
}

const rights = html`<p>On your order’s page you can correct your answers, for as long as it says so, take a copy of what we store of the
order, which programs read, and have it erased. For all else write to the address above, and have an answer within a month: you
may ask what else we store of you, have it corrected or deleted, have its use restricted, or object to what rests on our legitimate
interest. While a payment is disputed, or a refund cannot reach you, we keep what it takes to settle that (Art. 17(3)(e)); the order
can be erased afterwards.</p>
<p>You may also complain to a data protection authority, for example the one where you live: in the United Kingdom the Information
Commissioner, in Ireland the Data Protection Commission, in Switzerland the FDPIC. No machine makes a decision about you that has
legal effect: a language model only writes text, and whether a payment goes back is up to you, your bank and us.</p>`
