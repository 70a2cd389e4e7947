comment on column payments.fee_notice.lines is '[{code, name, legalBase, amount, exemption}]; amount in đồng after the exemption.';
