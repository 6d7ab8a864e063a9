import type { Components, CssVarsTheme, Theme } from '@mui/material/styles';
import { motion, radius } from './tokens';

type ThemeComponents = Components<Omit<Theme, 'components'> & CssVarsTheme>;

const ease = 'cubic-bezier(0.2, 0, 0, 1)';

/** What a person presses, types into and switches. */
export const controlComponents: ThemeComponents = {
  MuiButtonBase: {
    // A ripple is a foreign gesture here: pressing is answered by colour at once, focus by a ring.
    defaultProps: { disableRipple: true },
    styleOverrides: {
      root: ({ theme }) => ({
        '&.Mui-focusVisible': {
          outline: `2px solid ${theme.vars.palette.primary.main}`,
          outlineOffset: 2,
        },
      }),
    },
  },
  MuiButton: {
    defaultProps: { disableElevation: true },
    styleOverrides: {
      root: {
        borderRadius: radius.control,
        minHeight: 40,
        padding: '8px 16px',
        gap: 8,
        transition: `background-color ${motion.fastMs}ms ${ease}, border-color ${motion.fastMs}ms ${ease}, color ${motion.fastMs}ms ${ease}, transform ${motion.fastMs}ms ${ease}`,
        '&:active': { transform: 'translateY(0.5px)' },
        variants: [
          { props: { size: 'small' }, style: { minHeight: 32, padding: '4px 12px', fontSize: '0.875rem' } },
          { props: { size: 'large' }, style: { minHeight: 48, padding: '12px 24px', fontSize: '1rem' } },
          {
            props: { variant: 'outlined', color: 'primary' },
            style: ({ theme }) => ({
              color: theme.vars.palette.text.primary,
              borderColor: theme.vars.palette.surface.borderStrong,
              backgroundColor: theme.vars.palette.background.paper,
              '&:hover': {
                borderColor: theme.vars.palette.text.secondary,
                backgroundColor: theme.vars.palette.surface.sunken,
              },
              '&.Mui-disabled': { borderColor: theme.vars.palette.divider },
            }),
          },
          {
            props: { variant: 'contained', color: 'primary' },
            style: ({ theme }) => ({
              '&:hover': { backgroundColor: theme.vars.palette.primary.dark },
            }),
          },
          {
            props: { variant: 'text', color: 'primary' },
            style: ({ theme }) => ({ '&:hover': { backgroundColor: theme.vars.palette.action.hover } }),
          },
        ],
      },
      startIcon: { margin: 0 },
      endIcon: { margin: 0 },
    },
  },
  MuiIconButton: {
    styleOverrides: {
      root: ({ theme }) => ({
        borderRadius: radius.control,
        color: theme.vars.palette.text.secondary,
        '&:hover': {
          color: theme.vars.palette.text.primary,
          backgroundColor: theme.vars.palette.action.hover,
        },
      }),
      // 40 px, and 44 on a finger's screen.
      sizeMedium: { width: 40, height: 40, '@media (pointer: coarse)': { width: 44, height: 44 } },
      sizeSmall: { width: 32, height: 32 },
    },
  },
  MuiTextField: { defaultProps: { fullWidth: true, size: 'medium' } },
  MuiInputLabel: {
    // Labels stand above their field: they neither move nor vanish while a person types.
    defaultProps: { shrink: true, disableAnimation: true },
    styleOverrides: {
      root: ({ theme }) => ({
        position: 'static',
        transform: 'none',
        maxWidth: '100%',
        whiteSpace: 'normal',
        overflow: 'visible',
        marginBottom: 6,
        fontSize: '0.875rem',
        fontWeight: 550,
        lineHeight: 1.45,
        color: theme.vars.palette.text.primary,
        '&.Mui-focused': { color: theme.vars.palette.text.primary },
        '&.Mui-error': { color: theme.vars.palette.text.primary },
      }),
      asterisk: ({ theme }) => ({ color: theme.vars.palette.text.secondary }),
    },
  },
  MuiOutlinedInput: {
    defaultProps: { notched: false },
    styleOverrides: {
      root: ({ theme }) => ({
        borderRadius: radius.control,
        backgroundColor: theme.vars.palette.background.paper,
        '& .MuiOutlinedInput-notchedOutline': {
          top: 0,
          borderColor: theme.vars.palette.surface.borderStrong,
          transition: `border-color ${motion.fastMs}ms ${ease}, box-shadow ${motion.fastMs}ms ${ease}`,
          '& legend': { display: 'none' },
        },
        '&:hover:not(.Mui-disabled, .Mui-error) .MuiOutlinedInput-notchedOutline': {
          borderColor: theme.vars.palette.text.secondary,
        },
        '&.Mui-focused .MuiOutlinedInput-notchedOutline': {
          borderWidth: 1,
          boxShadow: `0 0 0 3px ${theme.vars.palette.action.focus}`,
        },
        '&.Mui-error.Mui-focused .MuiOutlinedInput-notchedOutline': {
          boxShadow: `0 0 0 3px ${theme.vars.palette.tone.danger.bg}`,
        },
        '&.Mui-disabled': { backgroundColor: theme.vars.palette.surface.sunken },
        // What stands beside the text brings its own distance.
        '&.MuiInputBase-adornedStart > input': { paddingInlineStart: 0 },
        '&.MuiInputBase-adornedEnd > input': { paddingInlineEnd: 0 },
      }),
      input: {
        padding: '10px 12px',
        height: 'auto',
        lineHeight: '1.5rem',
        '&::placeholder': { opacity: 0.62 },
        variants: [{ props: { size: 'small' }, style: { padding: '6px 10px', fontSize: '0.875rem' } }],
      },
      multiline: { padding: 0 },
    },
  },
  MuiFormHelperText: {
    styleOverrides: {
      root: ({ theme }) => ({
        marginInline: 0,
        marginTop: 6,
        fontSize: '0.8125rem',
        lineHeight: 1.45,
        color: theme.vars.palette.text.secondary,
        '&.Mui-error': { color: theme.vars.palette.error.main, fontWeight: 500 },
      }),
    },
  },
  MuiFormLabel: { styleOverrides: { root: { lineHeight: 1.45 } } },
  MuiFormControlLabel: {
    styleOverrides: { root: { marginInlineStart: -8, alignItems: 'flex-start' }, label: { paddingTop: 8 } },
  },
  MuiCheckbox: { styleOverrides: { root: { padding: 8 } } },
  MuiRadio: { styleOverrides: { root: { padding: 8 } } },
  MuiSelect: { styleOverrides: { icon: ({ theme }) => ({ color: theme.vars.palette.text.secondary }) } },
  MuiSwitch: {
    styleOverrides: {
      root: { width: 44, height: 26, padding: 0, margin: 6, overflow: 'visible' },
      switchBase: {
        padding: 3,
        transitionDuration: `${motion.normalMs}ms`,
        '&.Mui-checked': { transform: 'translateX(18px)' },
        '&.Mui-checked + .MuiSwitch-track': { opacity: 1 },
      },
      thumb: { width: 20, height: 20, boxShadow: '0 1px 2px rgba(0,0,0,.24)', backgroundColor: '#fff' },
      track: ({ theme }) => ({
        borderRadius: 13,
        opacity: 1,
        backgroundColor: theme.vars.palette.surface.borderStrong,
      }),
    },
  },
  MuiTabs: {
    styleOverrides: {
      root: ({ theme }) => ({ minHeight: 44, borderBottom: `1px solid ${theme.vars.palette.divider}` }),
      list: { gap: 24 },
      indicator: { height: 2, borderRadius: '2px 2px 0 0' },
    },
  },
  MuiTab: {
    styleOverrides: {
      root: ({ theme }) => ({
        minHeight: 44,
        minWidth: 0,
        padding: '10px 0',
        fontSize: '0.9375rem',
        color: theme.vars.palette.text.secondary,
        '&:hover': { color: theme.vars.palette.text.primary },
        '&.Mui-selected': { color: theme.vars.palette.text.primary },
      }),
    },
  },
  MuiToggleButtonGroup: {
    styleOverrides: {
      root: ({ theme }) => ({
        padding: 3,
        gap: 2,
        borderRadius: radius.control + 2,
        backgroundColor: theme.vars.palette.surface.sunken,
        border: `1px solid ${theme.vars.palette.divider}`,
      }),
      grouped: { border: 0, borderRadius: `${radius.control - 1}px !important`, margin: '0 !important' },
    },
  },
  MuiToggleButton: {
    styleOverrides: {
      root: ({ theme }) => ({
        minHeight: 32,
        padding: '4px 12px',
        fontSize: '0.875rem',
        color: theme.vars.palette.text.secondary,
        '&.Mui-selected': {
          color: theme.vars.palette.text.primary,
          backgroundColor: theme.vars.palette.background.paper,
          boxShadow: '0 1px 2px rgba(23, 21, 16, 0.1)',
        },
        '&.Mui-selected:hover': { backgroundColor: theme.vars.palette.background.paper },
      }),
    },
  },
  MuiLink: {
    defaultProps: { underline: 'hover' },
    styleOverrides: {
      root: ({ theme }) => ({
        fontWeight: 550,
        textUnderlineOffset: '0.2em',
        textDecorationThickness: '1px',
        borderRadius: 2,
        '&:focus-visible': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: 2 },
      }),
    },
  },
};
