/** What requests are sent to. */
export type Target = { readonly url: string; stop(): Promise<void> }
