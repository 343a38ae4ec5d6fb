// Unpack the browser, its libraries and a font where the package was installed: node unpack_chromium.cjs <folder>

const { execFileSync } = require("node:child_process");
const { readFileSync, writeFileSync } = require("node:fs");
const { join, resolve } = require("node:path");
const { brotliDecompressSync } = require("node:zlib");

const folder = resolve(process.argv[2]);
const packed = (name) => brotliDecompressSync(readFileSync(join(folder, "node_modules/@sparticuz/chromium/bin", `${name}.br`)));

writeFileSync(join(folder, "chromium"), packed("chromium"), { mode: 0o755 });
for (const archive of ["al2023.tar", "fonts.tar"]) execFileSync("tar", ["-x", "-C", folder], { input: packed(archive) });
// The package's own looks for the font elsewhere; without any font the browser does not come up.
writeFileSync(join(folder, "fonts.conf"), `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${join(folder, "fonts")}</dir><cachedir>${join(folder, "fonts-cache")}</cachedir></fontconfig>
`);
