package org.caudal.phone.event;

import java.time.LocalDate;
import java.util.List;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * What counts as possible in a phone event.
 *
 * @param homeMcc mobile country code of the country
 * @param operatorPattern where the operator stands in the name of a file
 * @param mncDigits length to which network codes are padded
 * @param box where events in the country can be
 * @param cellIdLengths lengths of cell identifiers in the country; any when empty
 * @param lateDays most days that a line may be late
 * @param latestDay last possible day
 */
record PhoneEventLimits(
    int homeMcc,
    String operatorPattern,
    int mncDigits,
    Box box,
    List<Integer> cellIdLengths,
    int lateDays,
    LocalDate latestDay) {

  /** Limits for the documentation. */
  static final PhoneEventLimits USUAL =
      new PhoneEventLimits(
          799, "", 0, new Box(-90, -180, 90, 180), List.of(15), 31, LocalDate.of(2100, 1, 1));

  /** Where measured positions in the country can be, degrees of WGS 84; both ends belong to it. */
  public record Box(
      @Doc("Southern end") @Default("-90") double south,
      @Doc("Western end") @Default("-180") double west,
      @Doc("Northern end") @Default("90") double north,
      @Doc("Eastern end") @Default("180") double east) {

    /** Refuses a box without an inside. */
    public Box {
      if (!(south < north && west < east)) {
        throw new IllegalArgumentException(
            "must have south below north and west below east, was "
                + List.of(south, west, north, east));
      }
    }
  }
}
