// The AT Protocol's own development network, for tests: the directory of identities (PLC), a server that keeps accounts
// (PDS) and the service that gathers what they do (appview), with the exchange of its preferences (bsync). The service
// for moderators is left out, and with it Redis, which the others do not ask for.
//
// Everything listens on 127.0.0.1 only, PostgreSQL on a socket in a folder of its own, and nothing speaks to anything
// else. What is written is kept in folders that are removed at the end. The process says once, as one JSON line, where
// it is. It ends on SIGTERM, and when its standard input closes: whoever started it holds the other end.
//
//   PDS_MODULES    the folder whose node_modules holds the packages (this file's own folder otherwise)
//   POSTGRES_BIN   the folder of initdb and postgres
//   POSTGRES_UID, POSTGRES_GID   who they run as; nothing: whoever runs this, who must not be root then

import { chownSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'

const HOST = '127.0.0.1'
const LOOPBACK = new Set([HOST, 'localhost', '::1'])
const started = performance.now()

/** Lets servers listen on loopback only, whatever address they would have chosen, and refuses to go further. */
function stayHere() {
  const { listen } = net.Server.prototype
  net.Server.prototype.listen = function (port, ...rest) {
    if (typeof port === 'object') return listen.call(this, port.path ? port : { ...port, host: HOST }, ...rest)
    return listen.call(this, port, HOST, ...rest.filter((one) => typeof one !== 'string'))
  }
  const { connect } = net.Socket.prototype
  net.Socket.prototype.connect = function (...args) {
    const [where, host] = Array.isArray(args[0]) ? args[0] : args
    const name = (typeof where === 'object' ? where.host : host) ?? HOST
    if (typeof name !== 'string' || LOOPBACK.has(name)) return connect.apply(this, args)
    return this.destroy(new Error(`no network beyond this machine, and ${name} was wanted`))
  }
}

/** A free port below those that systems give out by themselves, so that nobody is given it in the meantime. */
async function freePort() {
  for (;;) {
    const port = 20000 + Math.floor(Math.random() * 12000)
    const probe = net.createServer()
    probe.listen({ port, host: HOST, exclusive: true })
    const said = await Promise.race([once(probe, 'listening').then(() => true), once(probe, 'error').then(() => false)])
    if (said) return await new Promise((resolve) => probe.close(() => resolve(port)))
  }
}

// It cannot be a file: whoever PostgreSQL runs as may not be able to read this folder.
const POSTGRES = `
set -e
"$1/initdb" --pgdata="$2/data" --username=smm --auth=trust --encoding=UTF8 --locale=C --no-sync > "$2/initdb.log"
"$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c fsync=off -c synchronous_commit=off \\
  -c full_page_writes=off -c max_connections=60 > "$2/postgres.log" 2>&1 &
server=$!
until "$1/pg_isready" --quiet --host="$2"; do
  kill -0 "$server" || { cat "$2/postgres.log" >&2; exit 1; }
  sleep 0.05
done
echo ready
cat > /dev/null # until whoever started it is gone
kill -QUIT "$server"
wait "$server" || true
cd /
rm -rf "$2"
`

/** A database of its own that ends with this process, however that ends. */
async function startPostgres() {
  const { POSTGRES_BIN, POSTGRES_UID, POSTGRES_GID } = process.env
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'smm-test-pg-'))
  const who = POSTGRES_UID ? { uid: Number(POSTGRES_UID), gid: Number(POSTGRES_GID) } : {}
  if (POSTGRES_UID) chownSync(folder, who.uid, who.gid)
  const child = spawn('/bin/sh', ['-c', POSTGRES, 'postgres', POSTGRES_BIN, folder], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'inherit'],
    ...who,
  })
  const ready = once(child.stdout, 'data').then(() => true)
  if (!(await Promise.race([ready, once(child, 'exit').then(() => false)]))) throw new Error('PostgreSQL did not start')
  return { folder, child, url: `postgresql://smm@localhost/postgres?host=${encodeURIComponent(folder)}` }
}

async function startNetwork(env, database) {
  const dbPostgresUrl = database.url
  const [plcPort, bsyncPort, bskyPort, pdsPort] = await Promise.all([freePort(), freePort(), freePort(), freePort()])
  const plc = await env.TestPlc.create({ port: plcPort })
  const bsync = await env.TestBsync.create({ apiKeys: ['test'], dbUrl: dbPostgresUrl, port: bsyncPort })
  const bsky = await env.TestBsky.create({
    port: bskyPort,
    plcUrl: plc.url,
    pdsPort,
    bsyncApiKey: 'test',
    bsyncUrl: bsync.url,
    repoProvider: `ws://localhost:${pdsPort}`,
    dbPostgresUrl,
    dbPostgresSchema: 'appview',
    labelsFromIssuerDids: [],
  })
  bsync.ctx.dataplaneClients = [bsky.ctx.dataplane]
  const pds = await env.TestPds.create({
    port: pdsPort,
    didPlcUrl: plc.url,
    bskyAppViewUrl: bsky.url,
    bskyAppViewDid: bsky.ctx.cfg.serverDid,
    dataDirectory: folder,
    blobstoreDiskLocation: join(folder, 'blobs'),
  })
  env.mockNetworkUtilities(pds, bsky) // handles end in .test, which no name server knows
  return { plc, bsky, pds }
}

/** Waits until the appview has gathered everything that was written so far. */
async function settle({ bsky, pds }) {
  await pds.processAll()
  const last = (await pds.ctx.sequencer.curr()) ?? 0
  for (;;) {
    await bsky.sub.processAll()
    if (((await bsky.sub.getCursor()) ?? 0) >= last) return
    await pause(5)
  }
}

/** Answers every request once all is gathered. */
async function startDoor(network) {
  const door = createServer((_, answer) =>
    settle(network).then(
      () => answer.end('{}'),
      (error) => answer.writeHead(500).end(String(error)),
    ),
  )
  door.listen({ port: 0 })
  await once(door, 'listening')
  return `http://${HOST}:${door.address().port}`
}

stayHere()
const folder = mkdtempSync(join(tmpdir(), 'smm-test-atproto-'))
let database

let ending = false
async function end(code) {
  if (ending) return
  ending = true
  database?.child.stdin.end()
  if (database && database.child.exitCode === null) await once(database.child, 'exit')
  // What the servers still wanted to write is of no interest.
  for (const left of [folder, database?.folder]) if (left) rmSync(left, { recursive: true, force: true })
  process.exit(code)
}

process.on('SIGTERM', () => end(0))
process.on('SIGINT', () => end(0))
process.stdin.on('end', () => end(0)).on('error', () => end(0)).resume()

try {
  const modules = process.env.PDS_MODULES
  const load = createRequire(modules ? pathToFileURL(join(modules, 'package.json')) : import.meta.url)
  database = await startPostgres()
  Object.assign(process.env, { LOG_ENABLED: 'false', TMPDIR: folder }) // what they keep elsewhere is kept here, too
  const network = await startNetwork(await import(pathToFileURL(load.resolve('@atproto/dev-env'))), database)
  const door = await startDoor(network)
  const seconds = Math.round((performance.now() - started) / 100) / 10
  const { pds, bsky, plc } = network
  console.log(JSON.stringify({ url: pds.url, appview: bsky.url, plc: plc.url, door, pid: process.pid, seconds }))
} catch (error) {
  console.error(error)
  end(1)
}
