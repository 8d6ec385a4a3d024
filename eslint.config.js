import graphql from '@graphql-eslint/eslint-plugin';
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const sdl = graphql.configs;

export default defineConfig(
  globalIgnores(['dist', 'coverage', '**/{generated,__generated__}']),
  {
    files: ['**/*.{ts,tsx,js}'],
    extends: [js.configs.recommended, tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // tsc's noPropertyAccessFromIndexSignature wants the brackets this rule would remove.
      '@typescript-eslint/dot-notation': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  { files: ['examples/**/*.ts'], rules: { 'no-console': 'off' } },
  { files: ['*.js'], extends: [tseslint.configs.disableTypeChecked] },
  {
    files: ['schema/*.graphql'],
    plugins: { '@graphql-eslint': graphql },
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: 'schema/*.graphql' } },
    },
    rules: {
      ...sdl['flat/schema-recommended'].rules,
      ...sdl['flat/schema-relay'].rules,
      // Stricter than recommended: whatever a client can name says what it is.
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          rootField: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          EnumValueDefinition: true,
          DirectiveDefinition: true,
        },
      ],
      // Exception: one sentence stands in quotes, several lines in a block.
      '@graphql-eslint/description-style': 'off',
      // Exception: `sessions` pages forward only (its arguments are promised, schema/query.graphql); `messages` does both.
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
      // Exception: short lists (participants, capabilities, `nodes`, `userErrors`, ...) are plain; only what grows is paged.
      // Edges follow the specification in all else: `node`, a String cursor, the suffix.
      '@graphql-eslint/relay-edge-types': [
        'error',
        { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
      ],
      // Exception: types without an identity of their own. What has one, and is to be cached by it, has `id`.
      '@graphql-eslint/strict-id-in-types': [
        'error',
        {
          exceptions: {
            // Answers, and places in a page.
            suffixes: ['Payload', 'Connection', 'Edge'],
            types: [
              // Values within another type.
              'Channel',
              'ChannelResult',
              'PageInfo',
              'UserDataEntry',
              'UserError',
              // Events: their place in the stream is `cursor`, and what they carry has ids.
              'SessionsSnapshot',
              'SessionStateChanged',
              'ParticipantsChanged',
              'MessageAdded',
              'TypingChanged',
              'SessionPropertiesChanged',
              'OperationFailed',
              'UnrecognizedNotification',
              'UpstreamStatusChanged',
              'StreamEnding',
            ],
          },
        },
      ],
    },
  },
);
