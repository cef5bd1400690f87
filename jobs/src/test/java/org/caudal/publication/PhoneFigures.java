package org.caudal.publication;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.phone.flow.PhoneFlow;
import org.caudal.phone.network.Zone;
import org.caudal.phone.person.PersonFlow;

/** Flows from May to June 2025 between provinces, as they are given to a release. */
final class PhoneFigures {
  private static final LocalDate MAY = LocalDate.of(2025, 5, 1);
  private static final LocalDate JUNE = LocalDate.of(2025, 6, 1);

  private PhoneFigures() {}

  static PhoneFlow devices(String kind, String origin, String destination, int devices) {
    BigDecimal estimate = BigDecimal.valueOf(devices);
    return new PhoneFlow(
        JUNE,
        MAY,
        "province",
        "night_days",
        kind,
        origin,
        destination,
        devices,
        estimate,
        BigDecimal.ONE,
        estimate,
        estimate,
        new BigDecimal("0.95"),
        "");
  }

  /**
   * A flow of persons.
   *
   * @param persons who have the devices, before any scaling
   * @param residents whom they stand for
   */
  static PersonFlow persons(
      String kind, String origin, String destination, int devices, int persons, int residents) {
    BigDecimal estimate = BigDecimal.valueOf(residents);
    return new PersonFlow(
        JUNE,
        MAY,
        "province",
        "night_days",
        kind,
        origin,
        destination,
        devices,
        BigDecimal.valueOf(persons),
        estimate,
        estimate,
        BigDecimal.ONE,
        estimate,
        estimate,
        new BigDecimal("0.95"),
        "");
  }

  /** A flow that tells how many persons devices belong to: a hundred to as many. */
  static PersonFlow ofHundredDevices(int persons) {
    return persons("stayer", "A", "A", 100, persons, 1000);
  }

  static Zone province(String code) {
    return new Zone("province", code, "Province " + code, "", "POLYGON EMPTY", "z.csv", 1);
  }
}
