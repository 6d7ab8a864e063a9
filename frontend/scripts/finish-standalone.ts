/** `output: 'standalone'` leaves the static files out: put them where its server looks for them. */
import { cp } from 'node:fs/promises';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const standalone = path.join(root, '.next', 'standalone');

await cp(path.join(root, '.next', 'static'), path.join(standalone, '.next', 'static'), { recursive: true });
await cp(path.join(root, 'public'), path.join(standalone, 'public'), { recursive: true });
