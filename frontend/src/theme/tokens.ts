/**
 * The raw colours. Teal is the one brand colour, sand the neutral of every surface, saffron marks only what
 * waits for the reader, red only loss and danger. Everything else on a page takes a colour from its status.
 */
export const teal = {
  50: '#EDF6F4',
  100: '#D3E9E5',
  200: '#A6D3CC',
  300: '#6FB6AD',
  400: '#3D958C',
  500: '#1C7870',
  600: '#0E625B',
  700: '#0B4F4A',
  800: '#0A3E3A',
  900: '#092E2C',
  950: '#051C1B',
} as const;

export const sand = {
  25: '#FDFCFA',
  50: '#FAF8F4',
  100: '#F4F0E8',
  200: '#E8E1D5',
  300: '#D8CEBE',
  400: '#998D79',
  500: '#8B806F',
  600: '#6B6254',
  700: '#524B40',
  800: '#37322B',
  900: '#232019',
  950: '#171510',
} as const;

/** Dark surfaces: the vault at night, neutral with a trace of teal. */
export const night = {
  950: '#0C1110',
  900: '#111817',
  850: '#161E1D',
  800: '#1C2625',
  700: '#273332',
  600: '#364443',
  500: '#5F6F6D',
  400: '#859391',
  300: '#A9B4B1',
  200: '#CBD2CF',
  100: '#E7EAE6',
} as const;

export const saffron = {
  50: '#FFF6E0',
  100: '#FCE8BD',
  300: '#F2BE52',
  500: '#D9940F',
  700: '#855505',
  800: '#6B4404',
} as const;

export const red = { 50: '#FDEEEC', 100: '#FAD9D5', 300: '#F2958B', 600: '#B42318', 700: '#8F1B12' } as const;

/** A tint of a colour: text and icon, ground, and border. */
export interface Tone {
  readonly fg: string;
  readonly bg: string;
  readonly border: string;
}

const tone = (fg: string, bg: string, border: string): Tone => ({ fg, bg, border });

export const TONES = [
  'neutral',
  'open',
  'payment',
  'funded',
  'delivery',
  'delivered',
  'changes',
  'disputed',
  'completed',
  'refunded',
  'ended',
  'waiting',
  'danger',
] as const;
export type ToneName = (typeof TONES)[number];

/** One colour for each status of a deal, and the same one wherever that status appears. */
export const lightTones: Record<ToneName, Tone> = {
  neutral: tone('#5A5246', '#F4F0E8', '#DDD4C5'),
  open: tone('#1B5FA8', '#EAF2FB', '#BFD8F1'),
  payment: tone('#6741B5', '#F2EDFB', '#D8C9F3'),
  funded: tone('#0B5D56', '#E4F3F0', '#ABD8D1'),
  delivery: tone('#3B4CB8', '#EDEFFB', '#C8CEF2'),
  delivered: tone('#07607E', '#E5F3F8', '#B0DAE8'),
  changes: tone('#8A4A21', '#F9EEE6', '#E9CDB8'),
  disputed: tone('#932D6B', '#FAECF4', '#EBC1DA'),
  completed: tone('#1E6B3A', '#E7F4EA', '#B5DCC0'),
  refunded: tone('#4A5A73', '#EDF0F5', '#CAD3E0'),
  ended: tone('#655D51', '#F0ECE5', '#D9D1C4'),
  waiting: tone(saffron[800], saffron[50], '#EFCB80'),
  danger: tone(red[700], red[50], '#F1BDB7'),
};

export const darkTones: Record<ToneName, Tone> = {
  neutral: tone('#C9C3B7', '#23292A', '#3B4342'),
  open: tone('#8FC1F5', '#14263A', '#27476A'),
  payment: tone('#C3ABF7', '#251C3B', '#46366D'),
  funded: tone('#7ED3C8', '#0F2D2A', '#1F524D'),
  delivery: tone('#A9B5F8', '#1C2140', '#373F75'),
  delivered: tone('#7FCBE6', '#0F2A35', '#1E4C5E'),
  changes: tone('#EDB48C', '#33221A', '#5B3E2C'),
  disputed: tone('#F09BCB', '#361A2B', '#622F4E'),
  completed: tone('#86D39C', '#132D1C', '#265236'),
  refunded: tone('#B3C0D6', '#1E2632', '#374458'),
  ended: tone('#B4AEA3', '#202625', '#373E3D'),
  waiting: tone(saffron[300], '#33260B', '#604816'),
  danger: tone(red[300], '#3A1714', '#6B2A24'),
};

/** Radii in px: controls, surfaces, and pills. */
export const radius = { control: 8, surface: 12, pill: 999 } as const;

export const motion = { fastMs: 120, normalMs: 160, slowMs: 200 } as const;
