// The page's policy forbids code made from text, which zod would try when its first schema is made. So this is said
// where zod looks for it, before zod itself is loaded.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })

export {}
