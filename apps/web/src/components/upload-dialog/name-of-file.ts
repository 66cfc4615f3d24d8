const endings = /(\.(csv|tsv|txt|json|ndjson|jsonl|gz))+$/i
const mostCharacters = 120

/** A first name for the Nexset of a file: `target_accounts-2026.csv.gz` is called `target accounts 2026`. */
export function nameOfFile(fileName: string): string {
  const bare = fileName
    .replace(endings, '')
    .replace(/[\p{Cc}_-]+/gu, ' ')
    .trim()
  return bare.slice(0, mostCharacters)
}
