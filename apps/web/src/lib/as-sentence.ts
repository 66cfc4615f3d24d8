/** A text that ends as a sentence does, so that another can follow. */
export const asSentence = (text: string) => (/[.!?:]$/.test(text) ? text : `${text}.`)
