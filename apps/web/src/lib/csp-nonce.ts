/** This page's nonce: what makes a style element that a component adds acceptable to the page's policy. */
export const cspNonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
