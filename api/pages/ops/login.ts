import { html } from '../html.ts'
import { layout } from '../layout.ts'

interface LoginView {
  /** Of the provider by which people sign in; null: there is none. */
  readonly host: string | null
  readonly error?: string
}

/** Where those who run the shop say who they are. */
export function loginPage({ host, error }: LoginView): string {
  return layout({
    title: 'Sign in',
    body: html`<h1>For those who run the shop</h1>
<p>What you do here is recorded under your name, with its reason and time.</p>
${host !== null && html`<p class="action"><a class="primary" href="/ops/login/oidc">Sign in with ${host}</a></p>`}
<form method="post" action="/ops/login" class="recover">
<div class="question"><label for="token">Your token</label>
<p class="help" id="token-help">Yours of OPS_TOKENS. This browser is then known for eight hours.</p>
${error !== undefined && html`<p class="error" id="token-error">${error}</p>`}
<input id="token" name="token" type="password" required autocomplete="current-password" aria-describedby="token-help"></div>
<p class="action"><button class="${host === null ? 'primary' : 'quiet'}">Sign in</button></p>
</form>`,
  })
}

/** Seen for a moment, by whoever comes from the provider. */
export function landedPage(name: string): string {
  return layout({
    title: 'Signed in',
    body: html`<h1>You are signed in</h1>
<p class="lead">As ${name}, for eight hours.</p>
<p class="action"><a class="primary" href="/ops/orders">Go on to the orders</a></p>`,
  })
}
