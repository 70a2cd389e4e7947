import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const limits = {
  'max-lines': ['error', { max: 300 }],
  'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
  'max-params': ['error', 4],
  'max-depth': ['error', 3],
};

// Time, identifiers and randomness come from the injected clock and ids; only these places may touch the real ones.
const mayTouchTime = ['src/platform/time/**', 'scripts/**', 'bench/**', 'e2e/**', '**/*.test.ts', '**/*.test.tsx', '**/test/**'];
const impure = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Take a Clock.' },
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'Take a Clock.' },
  { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: 'Take Ids.' },
];

export default tseslint.config(
  { ignores: ['build/**', '.react-router/**', 'node_modules/**', '.cache/**', '.data*/**', '**/*.gen.ts', 'test-results/**', 'playwright-report/**'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'react-hooks': reactHooks },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      ...limits,
      ...reactHooks.configs.recommended.rules,
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Interfaces of the platform promise asynchrony even where a step has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidOperator: true }],
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // React Router's way to leave a loader is to throw a response.
      '@typescript-eslint/only-throw-error': ['error', { allow: ['DataWithResponseInit', 'Response'] }],
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      'no-restricted-syntax': ['error', ...impure],
      'no-restricted-imports': ['error', { paths: [{ name: 'node-forge', message: 'Fifty times slower than native crypto.' }] }],
    },
  },
  { files: mayTouchTime, rules: { 'no-restricted-syntax': 'off' } },
  // A page is one readable top-down file: its component may be longer.
  { files: ['src/modules/*/pages/**/*.tsx', 'src/ui/**/*.tsx', 'src/shell/**/*.tsx'], rules: { 'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }] } },
  {
    files: ['**/*.test.ts', '**/*.test.tsx', 'e2e/**', 'bench/**', '**/test/**'],
    rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);
