import { html } from '../html.ts'
import { layout } from '../layout.ts'

/** Where those who run the shop say who they are. */
export function loginPage(error: string | null = null): string {
  return layout({
    title: 'Sign in',
    body: html`<h1>For those who run the shop</h1>
<form method="post" action="/ops/login" class="recover">
<div class="question"><label for="token">Your token</label>
<p class="help" id="token-help">Yours of OPS_TOKENS. This browser is then known for eight hours.</p>
${error !== null && html`<p class="error" id="token-error">${error}</p>`}
<input id="token" name="token" type="password" required autocomplete="current-password" aria-describedby="token-help"></div>
<p class="action"><button class="primary">Sign in</button></p>
</form>`,
  })
}
