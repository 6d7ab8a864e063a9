import type { PaletteOptions } from '@mui/material/styles';
import { darkTones, lightTones, night, red, sand, saffron, teal } from './tokens';

export const lightPalette: PaletteOptions = {
  mode: 'light',
  primary: { main: teal[600], light: teal[500], dark: teal[700], contrastText: '#FFFFFF' },
  secondary: { main: sand[700], light: sand[600], dark: sand[800], contrastText: '#FFFFFF' },
  error: { main: red[600], light: red[300], dark: red[700], contrastText: '#FFFFFF' },
  warning: { main: saffron[700], light: saffron[500], dark: saffron[800], contrastText: '#FFFFFF' },
  success: { main: lightTones.completed.fg, contrastText: '#FFFFFF' },
  info: { main: lightTones.open.fg, contrastText: '#FFFFFF' },
  background: { default: sand[50], paper: '#FFFFFF' },
  text: { primary: sand[900], secondary: sand[600], disabled: sand[500] },
  divider: sand[200],
  action: {
    hover: 'rgba(55, 50, 43, 0.045)',
    selected: 'rgba(14, 98, 91, 0.08)',
    focus: 'rgba(14, 98, 91, 0.12)',
    disabled: sand[500],
    disabledBackground: sand[100],
  },
  surface: {
    sunken: sand[100],
    raised: '#FFFFFF',
    borderStrong: sand[400],
    brandSoft: teal[50],
    ink: teal[900],
  },
  tone: lightTones,
};

export const darkPalette: PaletteOptions = {
  mode: 'dark',
  primary: { main: teal[300], light: teal[200], dark: teal[400], contrastText: teal[950] },
  secondary: { main: night[200], light: night[100], dark: night[300], contrastText: night[950] },
  error: { main: red[300], light: red[100], dark: red[300], contrastText: '#2B0906' },
  warning: { main: saffron[300], light: saffron[100], dark: saffron[500], contrastText: '#2A1C02' },
  success: { main: darkTones.completed.fg, contrastText: '#08190E' },
  info: { main: darkTones.open.fg, contrastText: '#071420' },
  background: { default: night[950], paper: night[900] },
  text: { primary: night[100], secondary: night[300], disabled: night[400] },
  divider: night[700],
  action: {
    hover: 'rgba(231, 234, 230, 0.06)',
    selected: 'rgba(111, 182, 173, 0.14)',
    focus: 'rgba(111, 182, 173, 0.18)',
    disabled: night[400],
    disabledBackground: night[800],
  },
  surface: {
    sunken: '#0F1514',
    raised: night[850],
    borderStrong: night[500],
    brandSoft: '#102A28',
    ink: teal[950],
  },
  tone: darkTones,
};
