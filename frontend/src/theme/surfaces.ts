import type { Components, CssVarsTheme, Theme } from '@mui/material/styles';
import { radius } from './tokens';

type ThemeComponents = Components<Omit<Theme, 'components'> & CssVarsTheme>;

const liftedShadow = '0 1px 2px rgba(23, 21, 16, 0.06), 0 12px 32px -8px rgba(23, 21, 16, 0.18)';

/** What things lie on: cards, tables, menus, dialogs; borders before shadows. */
export const surfaceComponents: ThemeComponents = {
  MuiPaper: {
    defaultProps: { elevation: 0 },
    styleOverrides: {
      root: { backgroundImage: 'none' },
      rounded: { borderRadius: radius.surface },
      outlined: ({ theme }) => ({ borderColor: theme.vars.palette.divider }),
    },
  },
  MuiCard: {
    defaultProps: { variant: 'outlined' },
    styleOverrides: { root: { borderRadius: radius.surface } },
  },
  MuiCardContent: {
    styleOverrides: { root: { padding: 20, '&:last-child': { paddingBottom: 20 } } },
  },
  MuiChip: {
    styleOverrides: {
      root: ({ theme }) => ({
        borderRadius: radius.pill,
        height: 28,
        fontSize: '0.8125rem',
        fontWeight: 550,
        variants: [
          {
            props: { variant: 'outlined' },
            style: {
              borderColor: theme.vars.palette.divider,
              backgroundColor: theme.vars.palette.background.paper,
            },
          },
          {
            props: { variant: 'filled', color: 'default' },
            style: { backgroundColor: theme.vars.palette.surface.sunken },
          },
          { props: { size: 'small' }, style: { height: 24, fontSize: '0.75rem' } },
        ],
      }),
      icon: { width: 14, height: 14, marginInlineStart: 8, marginInlineEnd: -4 },
    },
  },
  MuiDivider: { styleOverrides: { root: ({ theme }) => ({ borderColor: theme.vars.palette.divider }) } },
  MuiTable: { styleOverrides: { root: { fontVariantNumeric: 'tabular-nums' } } },
  MuiTableCell: {
    styleOverrides: {
      root: ({ theme }) => ({
        padding: '10px 16px',
        fontSize: '0.875rem',
        lineHeight: 1.45,
        borderBottomColor: theme.vars.palette.divider,
      }),
      head: ({ theme }) => ({
        padding: '8px 16px',
        fontSize: '0.8125rem',
        fontWeight: 550,
        color: theme.vars.palette.text.secondary,
        backgroundColor: theme.vars.palette.surface.sunken,
      }),
      stickyHeader: ({ theme }) => ({ backgroundColor: theme.vars.palette.surface.sunken }),
    },
  },
  MuiTableRow: {
    styleOverrides: {
      root: ({ theme }) => ({
        '&:last-child > td': { borderBottom: 0 },
        '&.MuiTableRow-hover:hover': { backgroundColor: theme.vars.palette.action.hover },
      }),
    },
  },
  MuiTableContainer: {
    styleOverrides: {
      root: ({ theme }) => ({
        border: `1px solid ${theme.vars.palette.divider}`,
        borderRadius: radius.surface,
      }),
    },
  },
  MuiDialog: {
    styleOverrides: {
      paper: ({ theme }) => ({
        margin: 16,
        width: 'calc(100% - 32px)',
        borderRadius: radius.surface + 4,
        border: `1px solid ${theme.vars.palette.divider}`,
        backgroundColor: theme.vars.palette.surface.raised,
        boxShadow: liftedShadow,
      }),
    },
  },
  MuiDialogTitle: {
    styleOverrides: { root: ({ theme }) => ({ ...theme.typography.h3, padding: '24px 24px 8px' }) },
  },
  MuiDialogContent: { styleOverrides: { root: { padding: '8px 24px 16px' } } },
  MuiDialogActions: {
    styleOverrides: {
      root: { padding: '8px 24px 24px', gap: 8, '& > :not(style) ~ :not(style)': { marginInlineStart: 0 } },
    },
  },
  MuiBackdrop: {
    styleOverrides: {
      root: { '&:not(.MuiBackdrop-invisible)': { backgroundColor: 'rgba(12, 17, 16, 0.5)' } },
    },
  },
  MuiMenu: {
    styleOverrides: {
      paper: ({ theme }) => ({
        marginTop: 4,
        border: `1px solid ${theme.vars.palette.divider}`,
        backgroundColor: theme.vars.palette.surface.raised,
        boxShadow: liftedShadow,
        borderRadius: radius.surface,
        minWidth: 180,
      }),
      list: { padding: 6 },
    },
  },
  MuiMenuItem: {
    styleOverrides: {
      root: {
        minHeight: 36,
        padding: '6px 10px',
        borderRadius: radius.control - 2,
        fontSize: '0.9375rem',
        gap: 10,
        '@media (pointer: coarse)': { minHeight: 44 },
      },
    },
  },
  MuiPopover: {
    styleOverrides: {
      paper: ({ theme }) => ({ border: `1px solid ${theme.vars.palette.divider}`, boxShadow: liftedShadow }),
    },
  },
  MuiTooltip: {
    defaultProps: { enterDelay: 200, arrow: false },
    styleOverrides: {
      tooltip: ({ theme }) => ({
        padding: '6px 10px',
        fontSize: '0.8125rem',
        fontWeight: 500,
        borderRadius: radius.control - 2,
        color: theme.vars.palette.background.paper,
        backgroundColor: theme.vars.palette.text.primary,
      }),
    },
  },
  MuiAlert: {
    defaultProps: { variant: 'outlined' },
    styleOverrides: {
      root: ({ theme, ownerState }) => {
        const tones = { error: 'danger', warning: 'waiting', success: 'completed', info: 'open' } as const;
        const tone = theme.vars.palette.tone[tones[ownerState.severity ?? 'info']];
        return {
          padding: '10px 16px',
          borderRadius: radius.surface,
          fontSize: '0.9375rem',
          lineHeight: 1.5,
          color: theme.vars.palette.text.primary,
          backgroundColor: tone.bg,
          borderColor: tone.border,
          '& .MuiAlert-icon': { color: tone.fg, padding: '3px 0', marginInlineEnd: 12 },
          '& .MuiAlert-message': { padding: '2px 0' },
        };
      },
    },
  },
  MuiSkeleton: {
    defaultProps: { animation: 'pulse' },
    styleOverrides: {
      root: ({ theme }) => ({
        backgroundColor: theme.vars.palette.surface.sunken,
        borderRadius: radius.control,
      }),
      text: { transform: 'none', borderRadius: 4 },
    },
  },
  MuiLinearProgress: {
    styleOverrides: {
      root: ({ theme }) => ({ height: 6, borderRadius: 3, backgroundColor: theme.vars.palette.divider }),
      bar: { borderRadius: 3 },
    },
  },
  MuiAccordion: {
    defaultProps: { disableGutters: true, square: true },
    styleOverrides: {
      root: ({ theme }) => ({
        backgroundColor: 'transparent',
        borderBottom: `1px solid ${theme.vars.palette.divider}`,
        '&::before': { display: 'none' },
      }),
    },
  },
  MuiAccordionSummary: {
    styleOverrides: { root: { padding: 0, minHeight: 64, fontWeight: 550 }, content: { margin: '16px 0' } },
  },
  MuiAccordionDetails: { styleOverrides: { root: { padding: '0 0 24px', maxWidth: '68ch' } } },
  MuiCssBaseline: {
    styleOverrides: (theme) => ({
      html: { WebkitTextSizeAdjust: '100%' },
      body: { fontFeatureSettings: "'cv11', 'ss03'", overflowWrap: 'break-word' },
      // Amounts, addresses and times line up and do not dance when a digit changes.
      'time, .tabular': { fontVariantNumeric: 'tabular-nums' },
      '::selection': {
        backgroundColor: theme.vars.palette.tone.funded.border,
        color: theme.vars.palette.text.primary,
      },
      ':focus-visible': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: 2 },
      '@media (prefers-reduced-motion: reduce)': {
        '*, *::before, *::after': {
          animationDuration: '0.01ms !important',
          animationIterationCount: '1 !important',
          transitionDuration: '0.01ms !important',
          scrollBehavior: 'auto !important',
        },
      },
    }),
  },
};
