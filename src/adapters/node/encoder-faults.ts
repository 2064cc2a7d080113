import { AppError } from '../../kernel/errors.ts';

/** What can be wrong with an encoder's folder, in the words of whoever has to mend it: Dutch, then English. */
const texts = {
  folder: {
    nl: 'De map bestaat niet. Zet in ENCODER_DIR de map van de encoder, of laat ENCODER_DIR weg voor de encoder die meekomt.',
    en: 'The folder does not exist. Set ENCODER_DIR to the folder of the encoder, or leave it out for the one that ships.',
  },
  file: {
    nl: '{file} ontbreekt. Een map in de vorm van transformers.js heeft config.json, tokenizer.json, tokenizer_config.json en onnx/model_quantized.onnx of onnx/model.onnx.',
    en: '{file} is missing. A folder in the form of transformers.js has config.json, tokenizer.json, tokenizer_config.json and onnx/model_quantized.onnx or onnx/model.onnx.',
  },
  invalid: {
    nl: '{file} is niet te lezen: {reason}',
    en: '{file} cannot be read: {reason}',
  },
  hash: {
    nl: '{file} is niet het bestand waarvan vraagbaak.json de sha256 noemt. Haal de map opnieuw op.',
    en: '{file} is not the file whose sha256 vraagbaak.json names. Fetch the folder again.',
  },
  pooling: {
    nl: 'Nergens staat hoe de tokens tot één vector worden. Zet 1_Pooling/config.json van het model in de map, of "pooling": "mean" of "cls" in vraagbaak.json.',
    en: 'Nothing says how tokens become one vector. Put the model\'s 1_Pooling/config.json in the folder, or "pooling": "mean" or "cls" in vraagbaak.json.',
  },
  poolingKind: {
    nl: '{file} vraagt om pooling "{value}"; mean en cls kunnen wel.',
    en: '{file} asks for pooling "{value}"; mean and cls are supported.',
  },
  module: {
    nl: 'modules.json heeft een stap "{value}" die niet in het ONNX-bestand zit. Kies een model met alleen Transformer, Pooling en Normalize.',
    en: 'modules.json has a step "{value}" that is not in the ONNX file. Choose a model with Transformer, Pooling and Normalize only.',
  },
  length: {
    nl: 'Het model vergelijkt met de lengte van vectoren erbij (similarity_fn_name "{value}"). Hier telt alleen hun richting; kies een model voor cosinus.',
    en: 'The model compares vectors with their length (similarity_fn_name "{value}"). Only their direction counts here; choose a model for cosine.',
  },
  external: {
    nl: '{file} heeft zijn gewichten in een tweede bestand; dat laadt transformers.js 2 niet. Gebruik onnx/model_quantized.onnx.',
    en: '{file} keeps its weights in a second file, which transformers.js 2 does not load. Use onnx/model_quantized.onnx.',
  },
  dimension: {
    nl: 'Het model geeft {given} getallen per tekst, maar {file} noemt er {value}.',
    en: 'The model gives {given} numbers a text, but {file} says {value}.',
  },
  load: {
    nl: 'Het model is niet te laden: {reason}',
    en: 'The model cannot be loaded: {reason}',
  },
} as const satisfies Record<string, { nl: string; en: string }>;

export type EncoderFault = keyof typeof texts;

/**
 * An error for people about the encoder's folder, in Dutch and English.
 * @param folder name of the folder, without its path
 * @param values what fills the places in the text
 */
export function encoderFault(
  fault: EncoderFault,
  folder: string,
  values: Readonly<Record<string, string | number>> = {},
): AppError {
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  const { nl, en } = texts[fault];
  return new AppError('encoder_unusable', {
    detail: `Encoder in map "${folder}": ${fill(nl)}\nEncoder in folder "${folder}": ${fill(en)}`,
    data: { fault, folder, ...values },
  });
}

/** Why a model could not be loaded, for people. */
export function unloadable(folder: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return encoderFault('load', folder, { reason });
}
