import type { Field, FormDefinition } from './definition.ts';

const choices = (...names: readonly [string, string][]) => names.map(([value, title]) => ({ const: value, title }));

const person: Readonly<Record<string, Field>> = {
  fullName: {
    type: 'string',
    title: 'Họ, chữ đệm, tên',
    maxLength: 100,
    'x-dinh': { autocomplete: 'name', personalDataClass: 'basic', prefill: 'account.fullName' },
  },
  personalId: {
    type: 'string',
    title: 'Số định danh cá nhân',
    format: 'personal-id',
    'x-dinh': { personalDataClass: 'basic' },
  },
  birthDate: {
    type: 'string',
    title: 'Ngày, tháng, năm sinh',
    format: 'date-partial',
    'x-dinh': { notBefore: '1880-01-01', notAfter: 'today', autocomplete: 'bday' },
  },
  phone: { type: 'string', title: 'Số điện thoại', format: 'phone' },
};

const relative: Field = {
  type: 'array',
  title: 'Người cùng đi',
  maxItems: 4,
  'x-dinh': { rowTitle: 'Người', addLabel: 'Thêm một người' },
  items: {
    type: 'object',
    properties: {
      name: { type: 'string', title: 'Họ tên', maxLength: 80 },
      adult: { type: 'boolean', title: 'Đã đủ 18 tuổi' },
      guardian: { type: 'string', title: 'Người giám hộ', maxLength: 80, 'x-dinh': { visibleWhen: 'not(adult)' } },
      papers: {
        type: 'array',
        title: 'Giấy tờ',
        maxItems: 3,
        items: {
          type: 'object',
          properties: {
            number: {
              type: 'string',
              title: 'Số',
              pattern: '^[A-Z0-9]{4,12}$',
              maxLength: 12,
              'x-dinh': { example: 'B1234567' },
            },
          },
          required: ['number'],
          additionalProperties: false,
          'x-dinh': { fields: ['number'] },
        },
      },
    },
    required: ['name'],
    additionalProperties: false,
    'x-dinh': { fields: ['name', 'adult', 'guardian', 'papers'] },
  },
};

/** A form with every kind of question, for tests and for looking at. */
export const sampleDefinition: FormDefinition = {
  title: 'Tờ khai cấp bản sao trích lục hộ tịch',
  type: 'object',
  properties: {
    applicant: {
      type: 'object',
      title: 'Người yêu cầu',
      properties: person,
      required: ['fullName', 'personalId'],
      additionalProperties: false,
      'x-dinh': { fields: ['fullName', 'personalId', 'birthDate', 'phone'] },
    },
    relation: {
      type: 'string',
      title: 'Quan hệ với người được cấp',
      oneOf: choices(['self', 'Chính tôi'], ['parent', 'Cha hoặc mẹ'], ['other', 'Người khác']),
    },
    otherRelation: {
      type: 'string',
      title: 'Quan hệ khác',
      maxLength: 100,
      'x-dinh': { visibleWhen: 'relation = "other"', requiredWhen: 'true' },
    },
    purpose: {
      type: 'array',
      title: 'Dùng vào việc gì',
      maxItems: 3,
      uniqueItems: true,
      items: {
        type: 'string',
        oneOf: choices(['school', 'Nhập học'], ['passport', 'Làm hộ chiếu'], ['other', 'Việc khác']),
      },
    },
    copies: { type: 'integer', title: 'Số bản', minimum: 1, maximum: 20, 'x-dinh': { unit: 'bản', width: 'w4' } },
    fee: { type: 'integer', title: 'Lệ phí', 'x-dinh': { widget: 'money', unit: 'đồng', calculate: 'copies * 8000' } },
    companions: relative,
    proof: {
      type: 'string',
      title: 'Giấy tờ chứng minh',
      format: 'file-ref',
      'x-dinh': { visibleWhen: 'relation != "self"', accept: '.pdf,image/*', maxBytes: 10485760 },
    },
    photos: {
      type: 'array',
      title: 'Ảnh',
      maxItems: 2,
      uniqueItems: true,
      items: { type: 'string', format: 'file-ref' },
    },
    weight: { type: 'number', title: 'Cân nặng', minimum: 0, maximum: 500 },
    note: {
      type: 'string',
      title: 'Ghi chú',
      maxLength: 300,
      'x-dinh': { widget: 'textarea', help: 'Viết điều gì cán bộ cần biết.' },
    },
    province: { type: 'string', title: 'Tỉnh, thành phố', 'x-dinh': { codeList: 'provinces', widget: 'select' } },
    truth: { type: 'boolean', title: 'Tôi cam đoan lời khai là đúng', const: true },
  },
  required: ['applicant', 'relation', 'copies', 'truth'],
  additionalProperties: false,
  'x-dinh': {
    steps: [
      { key: 'people', title: 'Người yêu cầu', fields: ['applicant', 'relation', 'otherRelation'] },
      { key: 'need', title: 'Cần gì', fields: ['purpose', 'copies', 'fee', 'companions'] },
      { key: 'papers', title: 'Giấy tờ', fields: ['proof', 'photos', 'weight', 'note', 'province', 'truth'] },
    ],
    checks: [
      {
        assert: 'not(list contains(purpose, "passport")) or copies >= 2',
        field: 'copies',
        message: 'Làm hộ chiếu cần ít nhất 2 bản. Sửa số bản.',
      },
    ],
  },
};
