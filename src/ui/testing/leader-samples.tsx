import { createRoutesStub } from 'react-router';
import { Button, Chip } from '../officer/index.ts';
import { LeaderCard, LeaderStack } from '../leader/index.ts';
import type { Sample } from './citizen-samples.tsx';

function ToSign() {
  return (
    <LeaderStack title="Trình ký" who="Phó Chủ tịch Hoàng Minh Châu" position={3} total={12} homeHref="/can-bo">
      <LeaderCard
        title="Trích lục khai sinh, bản sao, cho Nguyễn Văn An"
        caption="Hồ sơ H15.50.05-261121-0042 · Lê Văn Nam trình 09:52"
        chips={<Chip tone="due">hạn 16:30 hôm nay</Chip>}
        facts={[
          { label: 'Căn cứ', value: 'Sổ khai sinh 03/1990, số 112' },
          { label: 'Ký thay', value: 'KT. CHỦ TỊCH, PHÓ CHỦ TỊCH' },
          { label: 'Số văn bản', value: 'cấp khi ký' },
        ]}
        checks={[
          { verdict: 'ok', text: 'Thông tin trùng CSDL dân cư' },
          { verdict: 'look', text: 'Nơi đăng ký là xã cũ, đã đối chiếu bảng chuyển đổi 01/07/2025' },
          { verdict: 'stop', text: 'Chứng thư số hết hạn 20/11/2026' },
        ]}
        paper={{ href: '/van-ban/1.pdf', label: 'Xem bản sẽ ký, 1 trang' }}
        actions={
          <>
            <Button name="intent" value="sign">
              Ký và sang việc tiếp
            </Button>
            <Button look="quiet">Trả lại có ý kiến</Button>
            <Button look="quiet">Ký cả 9 việc cùng loại</Button>
          </>
        }
      />
    </LeaderStack>
  );
}

const Stub = createRoutesStub([{ path: '/', Component: ToSign }]);

export const leaderSamples: readonly Sample[] = [{ name: 'leader-sign', page: <Stub /> }];
