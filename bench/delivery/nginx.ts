import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from '../free-port.ts'
import type { Target } from './target.ts'

const places = ['/usr/sbin/nginx', '/usr/local/bin/nginx', '/opt/homebrew/bin/nginx']

/** A target that costs next to nothing: nginx, which answers every call at once and keeps nothing. */
export async function startNginx(folder: string): Promise<Target> {
  const binary = places.find((place) => existsSync(place))
  if (binary === undefined)
    throw new Error('This benchmark sends to nginx. Install it (Debian: apt-get install nginx-light).')
  const port = await freePort()
  const settings = join(folder, 'nginx.conf')
  await writeFile(settings, configuration(folder, port))
  const child = spawn(binary, ['-p', folder, '-e', join(folder, 'nginx.log'), '-c', settings], { stdio: 'inherit' })
  await listening(port)
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}

const configuration = (folder: string, port: number) => `
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  client_max_body_size 10m;
  keepalive_requests 1000000000; keepalive_timeout 600s;
  default_type application/json;
  server {
    listen 127.0.0.1:${port};
    location = /v2/me { return 200 '{"data":{"id":1,"name":"Bench","email":"bench@example.com","team":{"id":1,"name":"Bench"}}}'; }
    location = /v2/team { return 200 '{"data":{"id":1,"name":"Bench"}}'; }
    location / { return 200 '{"data":{"id":1,"account":{"id":1}}}'; }
  }
}
`

/** Resolves once something listens there. */
async function listening(port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const socket = connect(port, '127.0.0.1')
    const isOpen = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false)
    socket.destroy()
    if (isOpen) return
    await delay(50)
  }
  throw new Error('nginx didn’t start.')
}
