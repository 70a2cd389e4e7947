import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RegisterSettings } from './http-register.ts';
import { wireQuestion, type WireAnswer, type WireQuestion } from './model.ts';

/** A fictional person of the register; `birthDate` is yyyy-mm-dd. */
export type RegisteredPerson = { readonly personalId: string; readonly fullName: string; readonly birthDate: string; readonly residence: string };

export type RegisterSimulatorOptions = {
  /** Must be true. A locality outside demonstration mode has no simulator, whatever else is configured. */
  readonly demo: boolean;
  readonly settings: Pick<RegisterSettings, 'token'>;
  readonly people: readonly RegisteredPerson[];
};

export type RegisterSimulator = {
  readonly listener: (request: IncomingMessage, response: ServerResponse) => void;
  /** Out of order, or back again. */
  setAway(away: boolean): void;
  /** How many questions came in. */
  readonly asked: () => number;
};

const bodyLimit = 16_000;

/** Plays a population register as README.md describes it. */
export function createRegisterSimulator({ demo, settings, people }: RegisterSimulatorOptions): RegisterSimulator {
  if (!demo) throw new Error('The register simulator exists in demonstration mode only');
  let away = false;
  let asked = 0;
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    asked += 1;
    const body = await readBody(request);
    if (away) return void send(response, 503, { loi: 'Hệ thống đang bảo trì' });
    if (request.method !== 'POST' || request.url !== '/v1/doi-chieu') return void send(response, 404, { loi: 'Không có dịch vụ này' });
    if (request.headers.authorization !== `Bearer ${settings.token}`) return void send(response, 401, { loi: 'Chưa được cấp quyền kết nối' });
    const question = wireQuestion.safeParse(body);
    return void (question.success ? send(response, 200, answerTo(question.data, people)) : send(response, 400, { loi: 'Yêu cầu chưa đúng cấu trúc' }));
  };
  return {
    listener: (request, response) => void serve(request, response).catch(() => response.destroy()),
    setAway: (value) => {
      away = value;
    },
    asked: () => asked,
  };
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyLimit) throw new Error('body too large');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return null;
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }).end(JSON.stringify(body));
}

function answerTo(question: WireQuestion, people: readonly RegisteredPerson[]): WireAnswer {
  const { maYeuCau } = question;
  if (question.mucDich.trim() === '' || question.canCuPhapLy.trim() === '') return { maYeuCau, ketQua: '4', khacBiet: [] };
  const person = people.find(({ personalId }) => personalId === question.soDinhDanh);
  if (person === undefined) return { maYeuCau, ketQua: '3', khacBiet: [] };
  const born = person.birthDate.replaceAll('-', '');
  const nameDiffers = exact(question.hoVaTen) !== exact(person.fullName);
  // Nobody learns a stranger's data by trying numbers.
  if (nameDiffers && question.ngaySinh !== born) return { maYeuCau, ketQua: '3', khacBiet: [] };
  const khacBiet: WireAnswer['khacBiet'] = [];
  if (nameDiffers) khacBiet.push({ truong: 'hoVaTen', giaTri: person.fullName });
  if (question.ngaySinh !== born) khacBiet.push({ truong: 'ngaySinh', giaTri: born });
  if (question.noiThuongTru !== undefined && exact(question.noiThuongTru) !== exact(person.residence)) khacBiet.push({ truong: 'noiThuongTru', giaTri: person.residence });
  return { maYeuCau, ketQua: khacBiet.length === 0 ? '1' : '2', khacBiet };
}

/** A register compares letter by letter, apart from case and spaces. */
const exact = (text: string): string => text.normalize('NFC').trim().replace(/\s+/gu, ' ').toLocaleLowerCase('vi');
