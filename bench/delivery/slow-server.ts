import { createServer } from 'node:http'

/** A process of its own: answers each call `process.argv[3]` ms after its body came, on the port `process.argv[2]`. */
const [port, latencyMs] = process.argv.slice(2).map(Number)

createServer((request, response) => {
  request.resume().on('end', () => {
    setTimeout(() => {
      response.setHeader('content-type', 'application/json')
      response.end(
        '{"data":{"id":1,"name":"Bench","email":"bench@example.com","team":{"id":1,"name":"Bench"},"account":{"id":1}}}',
      )
    }, latencyMs)
  })
})
  .on('listening', () => process.stdout.write('ready\n'))
  .listen(port, '127.0.0.1')
