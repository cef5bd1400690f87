package org.caudal.synthetic.phone;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;

/** Answers of a synthetic survey on who uses phones that others registered: every value a text. */
@Table(
    name = "phone_use_sheet",
    row =
        "One row a line of a synthetic file: a group of users and of those in whose name they call.",
    key = {"file_name", "user_sex", "user_age_band", "holder_sex", "holder_age_band"},
    sensitivity = Sensitivity.AGGREGATE,
    caveat = "Synthetic: nobody exists. Everybody who is asked knows the answer.")
public record PhoneUseSheet(
    @Doc("File the line belongs to; not written into it") String fileName,
    @Doc("Day of the survey") String surveyDate,
    @Doc("ISO 5218 of the user: 1 male, 2 female") String userSex,
    @Doc("Age of the user in completed years, as 15-17 or 60+") String userAgeBand,
    @Doc("ISO 5218 of who registered the card; empty where nobody is named") String holderSex,
    @Doc("Age of who registered the card; empty where nobody is named") String holderAgeBand,
    @Doc("Persons asked who use such a card") String users) {}
