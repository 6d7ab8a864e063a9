import type {} from '@mui/material/themeCssVarsAugmentation';
import type { Tone, ToneName } from './tokens';

interface Surface {
  /** Below the page: wells, code, table heads. */
  sunken: string;
  /** Above a card: menus and dialogs. */
  raised: string;
  /** Border of inputs and of what is hovered. */
  borderStrong: string;
  /** Ground of quiet brand areas. */
  brandSoft: string;
  /** The deepest brand colour, ground of the hero's vault. */
  ink: string;
}

declare module '@mui/material/styles' {
  interface Palette {
    surface: Surface;
    tone: Record<ToneName, Tone>;
  }
  interface PaletteOptions {
    surface?: Surface;
    tone?: Record<ToneName, Tone>;
  }
  interface TypographyVariants {
    display: React.CSSProperties;
    money: React.CSSProperties;
    moneySmall: React.CSSProperties;
    mono: React.CSSProperties;
  }
  interface TypographyVariantsOptions {
    display?: React.CSSProperties;
    money?: React.CSSProperties;
    moneySmall?: React.CSSProperties;
    mono?: React.CSSProperties;
  }
}

declare module '@mui/material/Typography' {
  interface TypographyPropsVariantOverrides {
    display: true;
    money: true;
    moneySmall: true;
    mono: true;
  }
}
