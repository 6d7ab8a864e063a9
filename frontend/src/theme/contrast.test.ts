import { darkPalette, lightPalette } from './palette';
import { statusLooks } from './status';
import { TONES } from './tokens';

/** Contrast after WCAG 2.2: (L1 + 0.05) / (L2 + 0.05). */
function luminance(hex: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [r = 0, g = 0, b = 0] = channels.map((c) =>
    c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const AA_TEXT = 4.5;
const AA_SHAPE = 3;

describe.each([
  ['light', lightPalette],
  ['dark', darkPalette],
])('contrast in %s', (_mode, palette) => {
  const { background, text, surface, tone } = palette as Required<typeof palette>;
  const grounds = {
    default: background.default!,
    paper: background.paper!,
    sunken: surface.sunken,
    raised: surface.raised,
  };

  it.each(Object.entries(grounds))('text reads on %s', (_name, ground) => {
    expect(contrast(text.primary!, ground)).toBeGreaterThanOrEqual(7);
    expect(contrast(text.secondary!, ground)).toBeGreaterThanOrEqual(AA_TEXT);
  });

  it.each(['primary', 'error', 'warning', 'success', 'info'] as const)(
    '%s reads as text and as a button',
    (name) => {
      const color = palette[name] as { main: string; contrastText: string };
      expect(contrast(color.main, grounds.paper)).toBeGreaterThanOrEqual(AA_TEXT);
      expect(contrast(color.main, grounds.default)).toBeGreaterThanOrEqual(AA_TEXT);
      expect(contrast(color.contrastText, color.main)).toBeGreaterThanOrEqual(AA_TEXT);
    },
  );

  it.each(TONES)('the tone %s reads on its own ground and on the page', (name) => {
    const { fg, bg } = tone[name];
    expect(contrast(fg, bg)).toBeGreaterThanOrEqual(AA_TEXT);
    expect(contrast(fg, grounds.paper)).toBeGreaterThanOrEqual(AA_TEXT);
    expect(contrast(text.primary!, bg)).toBeGreaterThanOrEqual(AA_TEXT);
  });

  it('the border of a field is seen', () => {
    expect(contrast(surface.borderStrong, grounds.paper)).toBeGreaterThanOrEqual(AA_SHAPE);
  });
});

it('statuses of one kind that differ in meaning differ in look', () => {
  for (const looks of Object.values(statusLooks)) {
    const seen = Object.values(looks).map(({ tone, icon }) => [tone, icon] as const);
    // Colour never carries meaning alone: no two statuses share colour and icon, unless both have simply ended.
    const pairs = seen.filter(([tone]) => tone !== 'ended' && tone !== 'delivery');
    const unique = new Set(pairs.map(([tone, icon]) => `${tone}/${icon.displayName ?? ''}`));
    expect(unique.size).toBe(pairs.length);
  }
});
