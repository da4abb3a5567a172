// Somebody at the outside of a host: a name server that knows one name, and a web server. Run as a
// program of its own there, because a Node process cannot enter another network namespace itself.
import { createSocket } from "node:dgram";
import { createServer } from "node:http";

/** An address that is not the host's and not a container's, reachable only through the host. */
export const outsideAddress = "198.51.100.7";

/** The one name that resolves: to the outside's address. Every other name does not exist. */
export const outsideName = "outside.test";

if (import.meta.main) {
  serveNames();
  createServer((_request, response) => {
    response.end("outside\n");
  }).listen(80);
  // Our owner holds the other end, and we end with it.
  process.stdin.resume().on("end", () => process.exit());
}

function serveNames(): void {
  const socket = createSocket("udp4");
  socket.on("message", (query, sender) => {
    socket.send(answer(query), sender.port, sender.address);
  });
  socket.bind(53, () => {
    console.log("ready");
  });
}

/** The answer of RFC 1035 to a query with one question. */
function answer(query: Buffer): Buffer {
  const labels: string[] = [];
  let end = 12;
  for (let length = query[end]; length; length = query[end]) {
    labels.push(query.toString("latin1", end + 1, end + 1 + length));
    end += 1 + length;
  }
  const type = query.readUInt16BE(end + 1);
  const question = query.subarray(12, end + 5);
  const isKnown = labels.join(".").toLowerCase() === outsideName;
  const hasAddress = isKnown && type === 1;
  const header = Buffer.alloc(12);
  query.copy(header, 0, 0, 2);
  // A response, recursion available; "no such name" unless it is ours.
  header.writeUInt16BE(isKnown ? 0x8180 : 0x8183, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(hasAddress ? 1 : 0, 6);
  if (!hasAddress) return Buffer.concat([header, question]);
  // The question's name, type A, class IN, one minute, four bytes.
  const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4]);
  return Buffer.concat([
    header,
    question,
    record,
    Buffer.from(outsideAddress.split(".").map(Number)),
  ]);
}
