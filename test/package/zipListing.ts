// The table of contents of a zip file, which is what a .vsix is.
import { readFile } from "node:fs/promises";

/** The names of all files in a zip file, in its order. Throws where it is not one. */
export async function listZip(file: string): Promise<string[]> {
  const zip = await readFile(file);
  // APPNOTE.TXT of the format, 4.3.16: the last record says where the table starts and how long it is.
  const end = zip.lastIndexOf(Buffer.from("PK\u0005\u0006"));
  if (end === -1) throw new Error(`${file} is not a zip file.`);
  const names: string[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    // 4.3.12: an entry has a fixed part of 46 bytes and three texts, the first of which is the name.
    const length = zip.readUInt16LE(at + 28);
    names.push(zip.toString("utf8", at + 46, at + 46 + length));
    at += 46 + length + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return names;
}
