// The Rust programs: every task with rayon, between them every call. One cargo project, so that rayon is compiled once.

import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { RAYON } from '../../www/panels/code/targets/rayon';
import { type Small, FOLDER, make, printed, run, smallOnes, withoutNames } from './support';
import { catalog } from './support';

const cargo = process.env['CARGO'] ?? 'cargo';
const folder = join(FOLDER, 'rayon');

/** The table's rows, and the first again with every call. */
const first = smallOnes()[0]!;
const small = [
  ...smallOnes(),
  ...catalog.variants.map(({ id }): Small => ({ ...first, name: `all ${first.spec.task}, ${id}`, spec: { ...first.spec, variant: id as Small['spec']['variant'], chunksize: 5 } })),
];
const binary = (name: string): string => `p${name.replace(/[^a-z0-9_]+/g, '_')}`;

/** Cargo builds again what is newer than its outcome. */
function writeChanged(path: string, text: string): void {
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
}

beforeAll(async () => {
  mkdirSync(join(folder, 'src/bin'), { recursive: true });
  const crates = new Set<string>();
  for (const { name, spec } of small) {
    const { files } = await make(RAYON, spec);
    const [main, manifest] = files;
    writeChanged(join(folder, 'src/bin', `${binary(name)}.rs`), main!.text);
    for (const line of manifest!.text.split('[dependencies]\n')[1]!.trim().split('\n')) crates.add(line);
  }
  const edition = /^edition = .+$/m.exec((await make(RAYON, first.spec)).files[1]!.text)![0];
  // A workspace of its own, though it lies within another.
  writeChanged(join(folder, 'Cargo.toml'), `[package]\nname = "programs"\n${edition}\n\n[dependencies]\n${[...crates].join('\n')}\n\n[workspace]\n`);
  // The versions that the crate itself is built with are there already.
  copyFileSync(join(FOLDER, '../../Cargo.lock'), join(folder, 'Cargo.lock'));
  await run(cargo, ['build', '--release', '--quiet'], folder, { CARGO_TARGET_DIR: join(folder, 'target'), RUSTFLAGS: '-D warnings' });
});

describe(RAYON.title, () => {
  it.each(small.map((one): [string, Small] => [one.name, one]))('%s', async (name, { spec, expected }) => {
    const stdout = await run(join(folder, 'target/release', binary(name)), [], folder);
    expect(withoutNames(printed(stdout), spec.task)).toEqual(withoutNames(expected, spec.task));
  });
});
