import type { FieldReader } from './form-problem.ts';
import type { TaskData } from './load-task.ts';
import { AssignFields, DelegateFields, PersonFields, PositionFields, SubstituteFields } from './staff-fields.tsx';
import { CloseFields, CodeFields, FactFields, MoveFields, NameFields, UnitsFields } from './unit-fields.tsx';

export type TaskFieldsProps = { readonly data: TaskData; readonly fields: FieldReader };

/** The fields of each change, without those that all have in common. */
export function TaskFields(props: TaskFieldsProps) {
  switch (props.data.task) {
    case 'them':
    case 'dinh-chinh':
      return <FactFields {...props} />;
    case 'doi-ten':
      return <NameFields {...props} />;
    case 'chuyen':
      return <MoveFields {...props} />;
    case 'giai-the':
      return <CloseFields {...props} />;
    case 'sap-nhap':
    case 'chia-tach':
      return <UnitsFields {...props} />;
    case 'ma-dinh-danh':
      return <CodeFields {...props} />;
    case 'chuc-danh':
      return <PositionFields {...props} />;
    case 'can-bo':
      return <PersonFields {...props} />;
    case 'giao-chuc-danh':
      return <AssignFields {...props} />;
    case 'uy-quyen':
      return <DelegateFields {...props} />;
    case 'lam-thay':
      return <SubstituteFields {...props} />;
  }
}
