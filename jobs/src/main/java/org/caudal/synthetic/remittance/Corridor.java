package org.caudal.synthetic.remittance;

import java.math.BigDecimal;
import java.util.List;
import org.caudal.synthetic.CountryColumns;

/**
 * A corridor of the synthetic world, from or to the fictional country; every number is invented.
 *
 * @param from sending country
 * @param to receiving country
 * @param sent currency sent
 * @param paid currency paid out
 * @param mix which services are used, and by how many
 * @param surchargePct added to every provider's exchange margin, in per cent
 */
record Corridor(
    Country from, Country to, String sent, String paid, Mix mix, BigDecimal surchargePct) {

  /**
   * A country as far as the log needs it.
   *
   * @param code ISO 3166-1 alpha-3
   * @param offset from UTC, the whole year
   * @param subdivisions some ISO 3166-2 codes, equally likely
   */
  record Country(String code, String offset, List<String> subdivisions) {}

  private static final Country XCA =
      new Country(
          CountryColumns.HOME,
          "-06:00",
          List.of("XC-01", "XC-02", "XC-03", "XC-04", "XC-05", "XC-06"));
  private static final Country USA =
      new Country("USA", "-05:00", List.of("US-CA", "US-TX", "US-IL", "US-NY", "US-FL"));
  private static final Country ESP = new Country("ESP", "+01:00", List.of("ES-MD", "ES-CT"));
  private static final Country CRI = new Country("CRI", "-06:00", List.of("CR-SJ", "CR-A"));
  private static final Country CHL = new Country("CHL", "-04:00", List.of("CL-RM", "CL-AN"));
  private static final Country MEX =
      new Country("MEX", "-06:00", List.of("MX-CMX", "MX-NLE", "MX-CHP"));
  private static final Country COL = new Country("COL", "-05:00", List.of("CO-VAC", "CO-DC"));
  private static final Country VEN = new Country("VEN", "-04:00", List.of("VE-V", "VE-A"));
  private static final Country NIC = new Country("NIC", "-06:00", List.of("NI-MN", "NI-CI"));
  private static final Country HTI = new Country("HTI", "-05:00", List.of("HT-OU", "HT-AR"));
  private static final Country HND = new Country("HND", "-06:00", List.of("HN-CR", "HN-FM"));
  private static final Country CUB = new Country("CUB", "-05:00", List.of("CU-03", "CU-13"));

  /** All corridors: where the country's emigrants are, and where its foreigners come from. */
  static final List<Corridor> ALL =
      List.of(
          of(USA, XCA, "USD", "XTS", Mix.WIDE, "0.00"),
          of(ESP, XCA, "EUR", "XTS", Mix.WIDE, "0.20"),
          of(CRI, XCA, "CRC", "XTS", Mix.NARROW, "0.30"),
          of(CHL, XCA, "CLP", "XTS", Mix.NARROW, "0.60"),
          of(MEX, XCA, "MXN", "XTS", Mix.NARROW, "0.40"),
          of(COL, XCA, "COP", "XTS", Mix.NARROW, "0.50"),
          of(XCA, VEN, "XTS", "VES", Mix.WIDE, "0.40"),
          of(XCA, NIC, "XTS", "NIO", Mix.NARROW, "0.30"),
          of(XCA, COL, "XTS", "COP", Mix.NARROW, "0.50"),
          of(XCA, HTI, "XTS", "HTG", Mix.DOMINATED, "1.00"),
          of(XCA, HND, "XTS", "HNL", Mix.NARROW, "0.80"),
          of(XCA, CUB, "XTS", "CUP", Mix.NARROW, "0.90"));

  /** Whether the rate is so near 1 that neither 1 nor the inverted rate looks wrong. */
  boolean isNearParity() {
    double rate = level(paid) / level(sent);
    return rate > 0.75 && rate < 1.3;
  }

  private static double level(String currency) {
    return RatePath.CURRENCIES.get(RatePath.indexOf(currency)).level().doubleValue();
  }

  private static Corridor of(
      Country from, Country to, String sent, String paid, Mix mix, String surchargePct) {
    return new Corridor(from, to, sent, paid, mix, new BigDecimal(surchargePct));
  }
}
