import type { TypographyVariantsOptions } from '@mui/material/styles';
import type { Script } from '@/config/languages';

const fallback =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif, 'Apple Color Emoji'";

/** One variable family per script; the Latin face stands behind the others for addresses and codes. */
const families: Record<Script, string> = {
  latin: `'Inter Variable', 'Inter Fallback', 'Vazirmatn Variable', 'Noto Sans SC Variable', ${fallback}`,
  arabic: `'Vazirmatn Variable', 'Inter Variable', 'Noto Sans SC Variable', Tahoma, ${fallback}`,
  chinese: `'Inter Variable', 'Noto Sans SC Variable', 'Vazirmatn Variable', 'PingFang SC', 'Microsoft YaHei', ${fallback}`,
};

export const monoFamily = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace";

/**
 * A modular scale on 16 px (ratio 1.2, the display sizes 1.25). Latin is set a little tighter as it grows;
 * Arabic script must not be spaced at all, and wants more room between lines.
 */
export function typographyFor(script: Script): TypographyVariantsOptions {
  const latin = script === 'latin';
  const spacing = (em: number) => (latin ? `${em}em` : 'normal');
  // The Arabic and Persian digits differ much in width: on a common one a lone amount falls apart.
  const tabular = { fontVariantNumeric: script === 'arabic' ? 'normal' : 'tabular-nums' };
  const leading = (value: number) => (script === 'arabic' ? value + 0.2 : value);
  return {
    fontFamily: families[script],
    fontWeightRegular: 400,
    fontWeightMedium: 550,
    fontWeightBold: 650,
    display: {
      fontSize: 'clamp(2.375rem, 1.6rem + 3vw, 3.75rem)',
      fontWeight: 650,
      lineHeight: leading(1.08),
      letterSpacing: spacing(-0.032),
      textWrap: 'balance',
      // Chinese may break between any two characters: a title breaks where its string says so.
      ...(script === 'chinese' ? { wordBreak: 'keep-all' } : {}),
    },
    h1: { fontSize: '2rem', fontWeight: 650, lineHeight: leading(1.2), letterSpacing: spacing(-0.022) },
    h2: { fontSize: '1.5rem', fontWeight: 650, lineHeight: leading(1.25), letterSpacing: spacing(-0.018) },
    h3: { fontSize: '1.25rem', fontWeight: 620, lineHeight: leading(1.3), letterSpacing: spacing(-0.014) },
    h4: { fontSize: '1.0625rem', fontWeight: 620, lineHeight: leading(1.4), letterSpacing: spacing(-0.008) },
    h5: { fontSize: '1rem', fontWeight: 620, lineHeight: leading(1.4), letterSpacing: spacing(-0.006) },
    h6: { fontSize: '0.875rem', fontWeight: 620, lineHeight: leading(1.45), letterSpacing: 'normal' },
    subtitle1: { fontSize: '1.125rem', fontWeight: 400, lineHeight: leading(1.55), letterSpacing: 'normal' },
    subtitle2: { fontSize: '0.875rem', fontWeight: 550, lineHeight: leading(1.45), letterSpacing: 'normal' },
    body1: { fontSize: '1rem', lineHeight: leading(1.55), letterSpacing: 'normal' },
    body2: { fontSize: '0.875rem', lineHeight: leading(1.5), letterSpacing: 'normal' },
    caption: { fontSize: '0.8125rem', lineHeight: leading(1.45), letterSpacing: 'normal' },
    overline: {
      fontSize: '0.75rem',
      fontWeight: 620,
      lineHeight: leading(1.4),
      letterSpacing: spacing(0.045),
      textTransform: latin ? 'uppercase' : 'none',
    },
    button: {
      fontSize: '0.9375rem',
      fontWeight: 580,
      lineHeight: 1.4,
      letterSpacing: 'normal',
      textTransform: 'none',
    },
    money: {
      ...tabular,
      fontSize: 'clamp(2rem, 1.6rem + 1.6vw, 2.75rem)',
      fontWeight: 650,
      lineHeight: leading(1.1),
      letterSpacing: spacing(-0.025),
    },
    moneySmall: {
      ...tabular,
      fontSize: '1.25rem',
      fontWeight: 650,
      lineHeight: leading(1.25),
      letterSpacing: spacing(-0.012),
    },
    mono: { fontFamily: monoFamily, fontSize: '0.875rem', lineHeight: 1.5, letterSpacing: 'normal' },
  };
}
