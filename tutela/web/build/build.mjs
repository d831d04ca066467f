// Compiles tutela.scss and copies what is shipped beside it. Run by hand; see README.md.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, "node_modules");
const shipped = join(here, "..", "static", "tutela");
const fonts = join(shipped, "fonts");
mkdirSync(fonts, { recursive: true });

const { css } = compile(join(here, "tutela.scss"), {
  loadPaths: [packages],
  style: "compressed",
  quietDeps: true,
});
writeFileSync(join(shipped, "tutela.css"), `${css}\n`);

// The source map is not shipped, and a reference to a missing file stops collectstatic.
const script = readFileSync(join(packages, "govuk-frontend/dist/govuk/govuk-frontend.min.js"), "utf8");
writeFileSync(
  join(shipped, "govuk-frontend.min.js"),
  `${script.replace(/\/\/# sourceMappingURL=.*$/m, "").trimEnd()}\n`,
);

const atkinson = "@fontsource-variable/atkinson-hyperlegible-next";
const faces = {
  "atkinson-latin.woff2": `${atkinson}/files/atkinson-hyperlegible-next-latin-wght-normal.woff2`,
  "atkinson-latin-italic.woff2": `${atkinson}/files/atkinson-hyperlegible-next-latin-wght-italic.woff2`,
  "atkinson-latin-ext.woff2": `${atkinson}/files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2`,
};
for (const [subset, name] of [
  ["latin", "noto-sans"],
  ["latin-ext", "noto-sans"],
  ["vietnamese", "noto-sans"],
  ["arabic", "noto-sans-arabic"],
  ["ethiopic", "noto-sans-ethiopic"],
]) {
  for (const weight of [400, 700]) {
    faces[`noto-sans-${subset}-${weight}.woff2`] =
      `@fontsource/${name}/files/${name}-${subset}-${weight}-normal.woff2`;
  }
}
for (const [name, source] of Object.entries(faces)) {
  cpSync(join(packages, source), join(fonts, name));
}

for (const [name, source] of Object.entries({
  "OFL-atkinson-hyperlegible-next.txt": atkinson,
  "OFL-noto-sans.txt": "@fontsource/noto-sans",
  "OFL-noto-sans-arabic.txt": "@fontsource/noto-sans-arabic",
  "OFL-noto-sans-ethiopic.txt": "@fontsource/noto-sans-ethiopic",
})) {
  cpSync(join(packages, source, "LICENSE"), join(fonts, name));
}
