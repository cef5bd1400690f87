package org.caudal.publication;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.phone.person.PersonFlow;

/** A flow that tells how many persons devices belong to. */
final class CountedPersons {
  private CountedPersons() {}

  /** A hundred devices of as many persons. */
  static PersonFlow ofHundredDevices(int persons) {
    BigDecimal residents = BigDecimal.valueOf(1000);
    return new PersonFlow(
        LocalDate.of(2025, 6, 1),
        LocalDate.of(2025, 5, 1),
        "province",
        "night_days",
        "stayer",
        "A",
        "A",
        100,
        BigDecimal.valueOf(persons),
        residents,
        residents,
        BigDecimal.ONE,
        residents,
        residents,
        new BigDecimal("0.95"),
        "");
  }
}
