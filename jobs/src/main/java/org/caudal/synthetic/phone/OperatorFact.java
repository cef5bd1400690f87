package org.caudal.synthetic.phone;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;

/** Subscribers and market shares as the synthetic operators report them. */
@Table(
    name = "operator_fact",
    row = "One row an operator, province, sex and age group of its registered subscribers.",
    key = {"file_name", "province_code", "sex", "age_group"},
    sensitivity = Sensitivity.AGGREGATE,
    caveat = "Synthetic: every operator is invented. SIMs, not persons; of the registered owner.")
public record OperatorFact(
    @Doc("File the line belongs to; not written into it") String fileName,
    @Doc("Mobile network code of the operator") String operator,
    @Doc("Name of the operator") String operatorName,
    @Doc("Day of the count") String countDay,
    @Doc("Province where the SIM was first used, P-code") String provinceCode,
    @Doc("ISO 5218 of the owner: 1 male, 2 female, 9 not applicable") String sex,
    @Doc("Age of the owner in completed years, as 18-29; empty for machines") String ageGroup,
    @Doc("Valid local SIMs, used or not") String activeSims,
    @Doc("Share of the SIMs of all operators in the group, four decimals") String marketShare) {}
