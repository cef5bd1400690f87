package org.caudal.phone.migration;

import java.time.LocalDate;
import org.caudal.phone.event.PhoneEvent;
import org.caudal.table.Doc;
import org.caudal.table.Pseudonym;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** What kind of stay each period at a place is. */
@Table(
    name = "stay",
    row =
        "One row a device, level, method, spell definition and period at one place, with its kinds.",
    key = {
      "level",
      "method",
      "spell_definition",
      "operator_id",
      "device_id",
      "start_date",
      "place"
    },
    clusteredBy = {"level", "device_id"},
    sensitivity = Sensitivity.PERSON,
    checks = {
      @Check(
          name = "home_or_of_one_length",
          sql =
              "cast(is_home as int) + cast(is_long_term as int) + cast(is_short_term as int) + cast(is_temporary as int) = 1")
    },
    caveat =
        "A stay that the records cut off may be of a longer kind than it is called: see start_open and end_open.",
    example =
        "SELECT place, COUNT(*) FROM stay WHERE level = 'country' AND is_circular GROUP BY place")
public record Stay(
    @Doc("Level of the division, or country: all areas of the country as one place") String level,
    @Doc("Method that found the period, as in residence_spell") String method,
    @Doc("Thresholds by which the spells were found, as in residence_spell") String spellDefinition,
    @Doc("Thresholds of the kinds") String definition,
    @Doc("Operator") String operatorId,
    @Pseudonym(PhoneEvent.DEVICE) @Doc("Pseudonym of the SIM card, 64 bits") long deviceId,
    @Doc("Country of the SIM card, ISO 3166-1 alpha-3; empty if its code is not assigned")
        String simCountry,
    @Doc("Area of the level, or ISO 3166-1 alpha-3 of a country") String place,
    @Doc("First day") LocalDate startDate,
    @Doc("Last day") LocalDate endDate,
    @Doc("Days from the first to the last") @Unit("days") int days,
    @Doc("Whether it may have begun before the device was first seen") boolean startOpen,
    @Doc("Whether it may go on after the device was last seen") boolean endOpen,
    @Doc("At home: where the device has most days; never for a foreign SIM card") boolean isHome,
    @Doc("Away, long-term: 365 days or more") boolean isLongTerm,
    @Doc("Away, short-term: 90 to 364 days") boolean isShortTerm,
    @Doc("Away, temporary: below 90 days") boolean isTemporary,
    @Doc("Away below a year, in the same months and place as in another year") boolean isSeasonal,
    @Doc("At a place from which the device has come home, or to where it first came from, twice")
        boolean isCircular,
    @Doc("At an earlier place again, after a year or more elsewhere") boolean isReturn,
    @Doc("At most 30 days, between two other places that differ") boolean isTransit) {}
