import { createTheme, type Theme } from '@mui/material/styles';
import type { Direction, Script } from '@/config/languages';
import { COLOR_SCHEME_ATTRIBUTE } from './color-scheme';
import { controlComponents } from './controls';
import { darkPalette, lightPalette } from './palette';
import { surfaceComponents } from './surfaces';
import { motion, radius } from './tokens';
import { typographyFor } from './typography';

/** The theme of Amn for one script and reading direction, light and dark at once by CSS variables. */
export function createAmnTheme(direction: Direction, script: Script): Theme {
  return createTheme({
    direction,
    cssVariables: { cssVarPrefix: 'amn', colorSchemeSelector: COLOR_SCHEME_ATTRIBUTE },
    colorSchemes: { light: { palette: lightPalette }, dark: { palette: darkPalette } },
    spacing: 4,
    shape: { borderRadius: radius.control },
    breakpoints: { values: { xs: 0, sm: 600, md: 900, lg: 1200, xl: 1536 } },
    typography: typographyFor(script),
    transitions: {
      duration: {
        shortest: motion.fastMs,
        shorter: motion.fastMs,
        short: motion.normalMs,
        standard: motion.slowMs,
        complex: motion.slowMs,
        enteringScreen: motion.slowMs,
        leavingScreen: motion.normalMs,
      },
    },
    components: {
      MuiTypography: {
        defaultProps: { variantMapping: { display: 'h1', money: 'p', moneySmall: 'p', mono: 'span' } },
      },
      ...controlComponents,
      ...surfaceComponents,
    },
  });
}
